export { ChatError, type ChatErrorCode } from './api/errors.ts';
export type { GetIdentityToken } from './connection.ts';
export * from './events.ts';
export type {
  ChatMessages,
  ChatStringOverrides,
  ChatStrings,
  Counted,
  UsageStrings,
} from './messages/chat-strings.ts';
export { locales } from './messages/locales.ts';
export type { Handoff } from './nexevo-chat/handoff.ts';
export type { TranscriptFormat } from './nexevo-chat/menu/export-transcript.ts';
export { NexevoChat } from './nexevo-chat/nexevo-chat.ts';
export type { Prompt } from './nexevo-chat/welcome.ts';
export { NexevoUsage } from './nexevo-usage/nexevo-usage.ts';
export { NexevoCheckoutEvent } from './nexevo-usage/usage-events.ts';
