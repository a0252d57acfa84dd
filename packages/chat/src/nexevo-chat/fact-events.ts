import { ChatError } from '../api/errors.ts';
import {
  NexevoErrorEvent,
  NexevoReplyEndEvent,
  NexevoReplyStartEvent,
  NexevoSendEvent,
} from '../events.ts';
import { plainText } from '../markdown/plain-text.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import type { ThreadFact } from '../thread-facts.ts';
import { problemText } from './problem-text.ts';

/** What the page is told about something that happened in a thread. */
export function eventOf(fact: ThreadFact): Event | undefined {
  switch (fact.type) {
    case 'accepted':
      return new NexevoSendEvent(fact.message);
    case 'reply-start':
      return new NexevoReplyStartEvent(fact.message);
    case 'reply-end':
      return new NexevoReplyEndEvent(fact.message);
    case 'problem':
    case 'lost': {
      const { error, problem } = fact;
      const requestId = error instanceof ChatError ? error.requestId : undefined;
      return new NexevoErrorEvent(problem.code, error, problem.traceId, requestId);
    }
    case 'change':
    case 'read':
    case 'text':
      return undefined;
  }
}

/** What a screen reader says about it: that a reply begins, and the whole reply once it is there. */
export function announcementOf(fact: ThreadFact, strings: ChatStrings): string | undefined {
  if (fact.type === 'reply-start') return strings.writing;
  if (fact.type === 'problem') return problemText(fact.problem, strings);
  if (fact.type !== 'reply-end') return undefined;
  const { text, reason, error } = fact.message;
  return [
    text && `${strings.assistant}: ${plainText(text)}`,
    reason && strings.incomplete[reason],
    error && problemText({ ...error, retryAfter: error.retry_after }, strings),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Whether it takes words that a first chat does not show. */
export function isTrouble(fact: ThreadFact): boolean {
  return (
    fact.type === 'problem' || (fact.type === 'reply-end' && fact.message.status !== 'complete')
  );
}

/** A live region that gets the same words again is silent; an invisible difference makes it speak. */
export function announcementAfter(before: string, words: string | undefined): string {
  if (words === undefined) return before;
  return words === before ? `${words}\u00a0` : words;
}
