import type { Message, RunEvent } from '@nexevo/protocol';
import {
  type ConversationState,
  changeMessage,
  changeRun,
  type ThreadMessage,
  upTo,
  without,
} from './conversation-state.ts';

type Accepted = Extract<RunEvent, { event: 'accepted' }>['data'];

/** What a conversation becomes by an event of its run. */
export function reduceRun(state: ConversationState, event: RunEvent): ConversationState {
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
  const change = (make: (reply: ThreadMessage) => ThreadMessage) =>
    changeMessage(next, run.replyId, make);
  switch (event.event) {
    case 'accepted':
      return accepted(next, event.data);
    case 'queued':
      return changeRun(next, (current) => ({ ...current, position: event.data.position }));
    case 'reasoning':
      return change((reply) => ({
        ...reply,
        reasoning: (reply.reasoning ?? '') + event.data.text,
        reasoning_ms: event.data.ms,
      }));
    case 'delta':
      return change((reply) => ({ ...reply, text: reply.text + event.data.text }));
    case 'snapshot':
      return change((reply) => ({
        ...without(reply, 'reasoning', 'reasoning_ms'),
        text: event.data.text,
        ...(event.data.reasoning && {
          reasoning: event.data.reasoning,
          reasoning_ms: event.data.reasoning_ms ?? 0,
        }),
      }));
    case 'done':
    case 'incomplete':
    case 'error':
      return without(
        change(() => event.data.message),
        'run',
      );
    default:
      return next;
  }
}

/** The stored message takes the place of its draft. */
function accepted(state: ConversationState, { conversation, message, reply, run_id }: Accepted) {
  // Sent again after its answer was lost, it may belong to a conversation of its own.
  const elsewhere = state.conversation && state.conversation.id !== conversation.id;
  const before = elsewhere ? [] : upTo(state, message.id, state.run?.clientId);
  const { replaces, mode, ...run } = state.run ?? {};
  // A reply that goes on begins with what there was; the log says so at once.
  const begun = mode === 'continue' && state.messages.find(({ id }) => id === replaces);
  return {
    ...state,
    status: 'ready' as const,
    conversation,
    messages: [...before, message, fromItsStart(reply, begun ? begun.text : '')],
    run: { ...run, id: run_id, replyId: reply.id },
  };
}

/** The log of a run is read from its start, so its reply is too. */
export function fromItsStart(reply: Message, text = ''): ThreadMessage {
  return { ...without(reply, 'reasoning', 'reasoning_ms'), text };
}
