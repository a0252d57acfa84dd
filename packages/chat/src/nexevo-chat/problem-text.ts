import type { Problem } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';

/** A problem as one or two sentences for the visitor. */
export function problemText({ code, retryAfter }: Problem, strings: ChatStrings): string {
  const sentence = strings.errors[code] ?? strings.errors.internal;
  return retryAfter
    ? `${sentence} ${format(strings.retryAfter, { seconds: retryAfter })}`
    : sentence;
}
