import type {
  Conversation,
  ConversationDetail,
  Feedback,
  Message,
  MessageContext,
  RunEvent,
} from '@nexevo/protocol';
import type { ChatErrorCode } from '../api/errors.ts';

/** Something that went wrong, as the visitor is told: the code chooses the sentence. */
export interface Problem {
  code: ChatErrorCode;
  retryAfter?: number | undefined;
  traceId?: string | undefined;
}

export interface ThreadMessage extends Message {
  /** Shown, but not yet accepted by the proxy. */
  pending?: boolean;
  /** On a draft: the question in whose place it is asked. */
  edits?: string;
  /** Why it could not be sent or answered again. */
  problem?: Problem;
  /** The request whose answer was lost: made again with the same id, it starts nothing twice. */
  retry?: { id: string; mode: RepeatMode };
  /** The last vote on it could not be stored. */
  voteFailed?: boolean;
}

/** Another answer to the same question, or the rest of one that broke off. */
export type RepeatMode = 'again' | 'continue';

export interface Run {
  /** `client_message_id` or `client_run_id`: known before the run has an id. */
  clientId?: string;
  id?: string;
  replyId?: string;
  /** The reply that is being answered again, until `accepted` or a refusal. It stays in sight when it goes on. */
  replaces?: string;
  mode?: RepeatMode;
  lastEventId?: number;
  /** Place in the gateway's queue while waiting there. */
  position?: number;
  /** The connection is broken and being mended. */
  lost?: boolean;
  stopping?: boolean;
}

export interface ConversationState {
  status: 'empty' | 'loading' | 'ready' | 'failed';
  problem?: Problem;
  conversation?: Conversation;
  /** The active branch, oldest first. */
  messages: readonly ThreadMessage[];
  hasMore: boolean;
  run?: Run;
}

export type ConversationEvent =
  | { type: 'loading' }
  | { type: 'loaded'; detail: ConversationDetail }
  | { type: 'older'; detail: ConversationDetail }
  | { type: 'load-failed'; problem: Problem }
  | {
      type: 'drafted';
      clientId: string;
      text: string;
      at: string;
      conversationId: string;
      /** The question that is asked again in other words. */
      edits?: string | undefined;
      context?: MessageContext | undefined;
    }
  | { type: 'regenerating'; clientId: string; replyId: string; mode: RepeatMode }
  | { type: 'refused'; problem: Problem }
  /** A message comes back that was written before this page. */
  | { type: 'restored'; message: ThreadMessage }
  /** What has not left, or was refused, is not to be sent: this message, or that of the run. */
  | { type: 'withdrawn'; id?: string }
  /** Its conversation is gone; it is to begin another. */
  | { type: 'orphaned' }
  | { type: 'stopping' }
  | { type: 'stop-failed' }
  | { type: 'lost' }
  | { type: 'run'; event: RunEvent }
  | { type: 'rated'; messageId: string; feedback: Feedback | undefined; failed?: boolean }
  | { type: 'renamed'; conversation: Conversation };

export const emptyConversation: ConversationState = {
  status: 'empty',
  messages: [],
  hasMore: false,
};

export function changeRun(state: ConversationState, change: (run: Run) => Run): ConversationState {
  return state.run ? { ...state, run: change(state.run) } : state;
}

export function changeMessage(
  state: ConversationState,
  id: string | undefined,
  change: (message: ThreadMessage) => ThreadMessage,
): ConversationState {
  const messages = state.messages.map((message) => (message.id === id ? change(message) : message));
  return { ...state, messages };
}

/** The messages before the first of these, all where there is none: what follows it belongs to another branch. */
export function upTo(
  { messages }: ConversationState,
  ...ids: (string | undefined)[]
): readonly ThreadMessage[] {
  const index = messages.findIndex(({ id }) => ids.includes(id));
  return index < 0 ? messages : messages.slice(0, index);
}

export function without<T extends object, K extends keyof T>(value: T, ...keys: K[]): T {
  const copy = { ...value };
  for (const key of keys) delete copy[key];
  return copy;
}
