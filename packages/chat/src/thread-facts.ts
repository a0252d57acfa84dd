import type { RunEvent } from '@nexevo/protocol';
import type { ConversationState, Problem, ThreadMessage } from './conversation.ts';

/** What happened in a thread, for those who tell others. */
export type ThreadFact =
  | { type: 'change' }
  /** Nothing changed but the text of the reply that is being written. */
  | { type: 'text'; message: ThreadMessage }
  /** `isNew`: the conversation has come about with it. */
  | { type: 'accepted'; message: ThreadMessage; isNew: boolean }
  | { type: 'reply-start'; message: ThreadMessage }
  | { type: 'reply-end'; message: ThreadMessage }
  /** It was read from the proxy. */
  | { type: 'read' }
  | { type: 'problem'; error: Error; problem: Problem }
  /** The connection broke; it is being mended. */
  | { type: 'lost'; error: Error; problem: Problem };

/** What an event of a run is worth telling, beyond the change it made. */
export function factsOf(
  event: RunEvent,
  before: ConversationState,
  after: ConversationState,
): ThreadFact[] {
  if (before === after) return [];
  switch (event.event) {
    case 'accepted':
      // A run that is answered again or joined again sent its message before.
      if (before.run?.replaces || before.run?.id) return [];
      return [
        { type: 'accepted', message: event.data.message, isNew: before.conversation === undefined },
      ];
    case 'delta':
    case 'snapshot': {
      const had = before.messages.find(({ id }) => id === before.run?.replyId)?.text;
      const reply = after.messages.find(({ id }) => id === before.run?.replyId);
      return reply?.text && !had ? [{ type: 'reply-start', message: reply }] : [];
    }
    case 'done':
    case 'incomplete':
    case 'error':
      return [{ type: 'reply-end', message: event.data.message }];
    default:
      return [];
  }
}

/** Whether an event only makes a reply longer. */
export function isText({ event }: { event: string }): boolean {
  return event === 'delta' || event === 'reasoning';
}

/** The reply that is being written, when nothing else can have changed. */
export function grownReply(
  events: readonly { event: string }[],
  { run }: ConversationState,
  after: ConversationState,
): ThreadMessage | undefined {
  const more = events.every(isText) && !run?.lost && !run?.position;
  return more ? after.messages.find(({ id }) => id === run?.replyId) : undefined;
}
