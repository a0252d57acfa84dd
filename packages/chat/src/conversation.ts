import type {
  Conversation,
  ConversationDetail,
  Feedback,
  Message,
  RunEvent,
} from '@nexevo/protocol';
import type { ChatErrorCode } from './api/errors.ts';

/** Something that went wrong, as the visitor is told: the code chooses the sentence. */
export interface Problem {
  code: ChatErrorCode;
  retryAfter?: number | undefined;
  traceId?: string | undefined;
}

export interface ThreadMessage extends Message {
  /** Shown, but not yet accepted by the proxy. */
  pending?: boolean;
  /** Why it could not be sent or answered again. */
  problem?: Problem;
  /** The `client_run_id` whose answer was lost: asked for again, it starts nothing twice. */
  retryId?: string;
  /** The last vote on it could not be stored. */
  voteFailed?: boolean;
}

export interface Run {
  /** `client_message_id` or `client_run_id`: known before the run has an id. */
  clientId?: string;
  id?: string;
  replyId?: string;
  /** The reply that is being answered again; hidden until `accepted` or a refusal. */
  replaces?: string;
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
  | { type: 'drafted'; clientId: string; text: string; at: string; conversationId: string }
  | { type: 'regenerating'; clientId: string; replyId: string }
  | { type: 'refused'; problem: Problem }
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

/** What a conversation becomes when something happens to it. Never changes its argument. */
export function reduceConversation(
  state: ConversationState,
  event: ConversationEvent,
): ConversationState {
  switch (event.type) {
    case 'loading':
      return without({ ...state, status: 'loading' }, 'problem');
    case 'loaded':
      return loaded(event.detail);
    case 'older':
      return {
        ...state,
        messages: [...event.detail.messages, ...state.messages],
        hasMore: event.detail.has_more,
      };
    case 'load-failed':
      return loadFailed(state, event.problem);
    case 'drafted':
      return {
        ...state,
        status: 'ready',
        messages: [
          ...state.messages.filter(({ id }) => id !== event.clientId),
          draftMessage(event),
        ],
        run: { clientId: event.clientId },
      };
    case 'regenerating':
      return {
        ...changeMessage(state, event.replyId, (reply) => without(reply, 'problem')),
        run: { clientId: event.clientId, replaces: event.replyId },
      };
    case 'refused':
      return refused(state, event.problem);
    case 'stopping':
      return changeRun(state, (run) => ({ ...run, stopping: true }));
    case 'stop-failed':
      return changeRun(state, (run) => without(run, 'stopping'));
    case 'lost':
      return changeRun(state, (run) => ({ ...run, lost: true }));
    case 'run':
      return reduceRun(state, event.event);
    case 'rated':
      return changeMessage(state, event.messageId, (message) => ({
        ...without(message, 'feedback', 'voteFailed'),
        ...(event.feedback && { feedback: event.feedback }),
        ...(event.failed && { voteFailed: true }),
      }));
    case 'renamed':
      return { ...state, conversation: event.conversation };
  }
}

/** What is on the screen stays; a reply that was being written is over as far as it came. */
function loadFailed(state: ConversationState, problem: Problem): ConversationState {
  if (state.messages.length === 0) return { ...state, status: 'failed', problem };
  const messages = state.messages.map((message) =>
    message.status === 'running'
      ? { ...message, status: 'incomplete' as const, reason: 'interrupted' as const, problem }
      : message,
  );
  return without({ ...state, status: 'ready', messages }, 'run');
}

function loaded({ conversation, messages, has_more, active_run }: ConversationDetail) {
  const state: ConversationState = { status: 'ready', conversation, messages, hasMore: has_more };
  const reply = messages.findLast(({ status }) => status === 'running');
  if (!active_run || !reply) return state;
  // The log is read again from its start, so the reply is too.
  return {
    ...changeMessage(state, reply.id, (message) => ({ ...message, text: '' })),
    run: { id: active_run.id, replyId: reply.id },
  };
}

function refused(state: ConversationState, problem: Problem): ConversationState {
  const { run } = state;
  if (!run) return state;
  const id = run.replyId ?? run.replaces ?? run.clientId;
  const kept = run.replyId ? ({ status: 'failed' } as const) : {};
  const retry = run.replaces && run.clientId ? { retryId: run.clientId } : {};
  return without(
    changeMessage(state, id, (message) => ({ ...message, ...kept, ...retry, problem })),
    'run',
  );
}

function reduceRun(state: ConversationState, event: RunEvent): ConversationState {
  const { run } = state;
  if (!run || event.event === 'ping') return state;
  if (event.id !== undefined && event.id <= (run.lastEventId ?? 0)) return state;
  const next: ConversationState = {
    ...state,
    run: {
      ...without(run, 'lost', 'position'),
      ...(event.id !== undefined && { lastEventId: event.id }),
    },
  };
  switch (event.event) {
    case 'accepted':
      return accepted(next, event.data);
    case 'queued':
      return changeRun(next, (current) => ({ ...current, position: event.data.position }));
    case 'delta':
      return changeMessage(next, run.replyId, (reply) => ({
        ...reply,
        text: reply.text + event.data.text,
      }));
    case 'snapshot':
      return changeMessage(next, run.replyId, (reply) => ({ ...reply, text: event.data.text }));
    case 'done':
    case 'incomplete':
    case 'error':
      return without(
        changeMessage(next, run.replyId, () => event.data.message),
        'run',
      );
    default:
      return next;
  }
}

type Drafted = Extract<ConversationEvent, { type: 'drafted' }>;
type Accepted = Extract<RunEvent, { event: 'accepted' }>['data'];

/** The stored message takes the place of its draft; what followed it belongs to another branch. */
function accepted(state: ConversationState, { conversation, message, reply, run_id }: Accepted) {
  const index = state.messages.findIndex(
    ({ id }) => id === message.id || (id === state.run?.clientId && id !== undefined),
  );
  // Sent again after its answer was lost, it may belong to a conversation of its own.
  const elsewhere = state.conversation && state.conversation.id !== conversation.id;
  const before = elsewhere ? [] : state.messages.slice(0, index < 0 ? undefined : index);
  return {
    ...state,
    status: 'ready' as const,
    conversation,
    messages: [...before, message, { ...reply, text: '' }],
    run: { ...without(state.run ?? {}, 'replaces'), id: run_id, replyId: reply.id },
  };
}

function draftMessage({ clientId, text, at, conversationId }: Drafted): ThreadMessage {
  return {
    id: clientId,
    client_message_id: clientId,
    conversation_id: conversationId,
    parent_id: null,
    role: 'user',
    text,
    status: 'complete',
    created_at: at,
    pending: true,
  };
}

function changeRun(state: ConversationState, change: (run: Run) => Run): ConversationState {
  return state.run ? { ...state, run: change(state.run) } : state;
}

function changeMessage(
  state: ConversationState,
  id: string | undefined,
  change: (message: ThreadMessage) => ThreadMessage,
): ConversationState {
  const messages = state.messages.map((message) => (message.id === id ? change(message) : message));
  return { ...state, messages };
}

function without<T extends object, K extends keyof T>(value: T, ...keys: K[]): T {
  const copy = { ...value };
  for (const key of keys) delete copy[key];
  return copy;
}
