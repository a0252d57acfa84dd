import type { ConversationDetail } from '@nexevo/protocol';
import {
  type ConversationEvent,
  type ConversationState,
  changeMessage,
  changeRun,
  type Problem,
  type ThreadMessage,
  upTo,
  without,
} from './conversation/conversation-state.ts';
import { orphaned } from './conversation/orphaned.ts';
import { fromItsStart, reduceRun } from './conversation/reduce-run.ts';

export {
  type ConversationEvent,
  type ConversationState,
  emptyConversation,
  type Problem,
  type RepeatMode,
  type Run,
  type ThreadMessage,
} from './conversation/conversation-state.ts';

type Drafted = Extract<ConversationEvent, { type: 'drafted' }>;

/** What a conversation becomes when something happens to it. Never changes its argument. */
export function reduceConversation(
  state: ConversationState,
  event: ConversationEvent,
): ConversationState {
  switch (event.type) {
    case 'loading':
      return without({ ...state, status: 'loading' }, 'problem');
    case 'loaded':
      return loaded(state, event.detail);
    case 'older':
      return {
        ...state,
        messages: [...event.detail.messages, ...state.messages],
        hasMore: event.detail.has_more,
      };
    case 'load-failed':
      return loadFailed(state, event.problem);
    case 'drafted':
      return drafted(state, event);
    case 'regenerating':
      return {
        ...changeMessage(state, event.replyId, (reply) => without(reply, 'problem')),
        status: 'ready',
        run: { clientId: event.clientId, replaces: event.replyId, mode: event.mode },
      };
    case 'refused':
      return refused(state, event.problem);
    case 'restored':
      return restored(state, event.message);
    case 'withdrawn':
      return withdrawn(state, event.id);
    case 'orphaned':
      return without(changeMessage(state, state.run?.clientId, orphaned), 'run');
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

/** What is on the screen stays, with the problem at its end; a reply that was being written is over as far as it came. */
function loadFailed(state: ConversationState, problem: Problem): ConversationState {
  if (state.messages.every(({ pending }) => pending))
    return { ...state, status: 'failed', problem };
  const last = state.messages.at(-1);
  const messages = state.messages.map((message) => {
    if (message.status === 'running')
      return { ...message, status: 'incomplete' as const, reason: 'interrupted' as const, problem };
    return message === last ? { ...message, problem } : message;
  });
  return without({ ...state, status: 'ready', messages }, 'run');
}

/** What was read of it before stays above, where the two meet. */
function loaded(before: ConversationState, detail: ConversationDetail): ConversationState {
  const { conversation, active_run } = detail;
  const known =
    before.conversation?.id === conversation.id
      ? before.messages.findIndex(({ id }) => id === detail.messages[0]?.id)
      : 0;
  const state: ConversationState = {
    status: 'ready',
    conversation,
    messages: [
      ...before.messages.slice(0, Math.max(known, 0)),
      ...detail.messages,
      ...before.messages.filter(
        (one) => one.pending && !one.edits && !has(detail.messages, one.id),
      ),
    ],
    hasMore: known > 0 ? before.hasMore : detail.has_more,
  };
  const reply = state.messages.find(({ id }) => id === active_run?.message_id);
  if (!active_run || !reply) return state;
  return {
    ...changeMessage(state, reply.id, (message) => fromItsStart(message)),
    run: { id: active_run.id, replyId: reply.id },
  };
}

function has(messages: readonly ThreadMessage[], clientId: string): boolean {
  return messages.some(({ client_message_id }) => client_message_id === clientId);
}

function restored(state: ConversationState, message: ThreadMessage): ConversationState {
  if (has(state.messages, message.id)) return state;
  const status = state.status === 'empty' ? 'ready' : state.status;
  return { ...state, status, messages: [...upTo(state, message.edits), message] };
}

/** Another message may be on its way meanwhile: its run goes on. */
function withdrawn(state: ConversationState, taken = state.run?.clientId): ConversationState {
  const messages = state.messages.filter(({ id }) => id !== taken);
  const status = state.conversation || messages.length > 0 ? state.status : 'empty';
  const left = { ...state, status, messages };
  return taken === state.run?.clientId ? without(left, 'run') : left;
}

function refused(state: ConversationState, problem: Problem): ConversationState {
  const { run } = state;
  if (!run) return state;
  const id = run.replyId ?? run.replaces ?? run.clientId;
  const kept = run.replyId ? ({ status: 'failed' } as const) : {};
  const retry =
    run.replaces && run.clientId ? { retry: { id: run.clientId, mode: run.mode ?? 'again' } } : {};
  return without(
    changeMessage(state, id, (message) => ({ ...message, ...kept, ...retry, problem })),
    'run',
  );
}

/** The same draft again takes its own place; one that edits a question takes that one's. */
function drafted(state: ConversationState, draft: Drafted): ConversationState {
  const before = upTo(state, draft.edits).filter(({ id }) => id !== draft.clientId);
  const find = (wanted?: string) => state.messages.find(({ id }) => id === wanted);
  const earlier = find(draft.clientId);
  return {
    ...state,
    status: 'ready',
    messages: [
      ...before,
      earlier ? without(earlier, 'problem') : draftMessage(draft, find(draft.edits), before.at(-1)),
    ],
    run: { clientId: draft.clientId },
  };
}

function draftMessage(
  { clientId, text, at, conversationId, context }: Drafted,
  edited: ThreadMessage | undefined,
  last: ThreadMessage | undefined,
): ThreadMessage {
  return {
    id: clientId,
    client_message_id: clientId,
    conversation_id: conversationId,
    parent_id: (edited ? edited.parent_id : last?.id) ?? null,
    role: 'user',
    text,
    status: 'complete',
    created_at: at,
    pending: true,
    ...(context && { context }),
    ...(edited && {
      edits: edited.id,
      sibling_ids: [...(edited.sibling_ids ?? [edited.id]), clientId],
    }),
  };
}
