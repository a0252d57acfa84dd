export * from './conversations.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './feedback.ts';
export * from './ids.ts';
export * from './messages.ts';
export * from './session.ts';
export * from './usage.ts';
