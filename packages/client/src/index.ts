export type * from './billing.ts';
export type * from './chat.ts';
export type * from './conversations.ts';
export type * from './feedback.ts';
