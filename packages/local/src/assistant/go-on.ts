import type { ChatRequest } from '../chat/chat-request.ts';
import { textOf } from '../tokens.ts';

const wish = /\bgo on (?:exactly )?where it (?:stopped|broke off)\b/i;

/** How many of the last characters have to be met again; an answer may open in other words each time. */
const tail = 60;

/** Where the last turn asks for the rest of the answer before it: the conversation up to its question, and how far it came. */
export function readBrokenOff(
  request: ChatRequest,
): { request: ChatRequest; said: string } | undefined {
  const [answer, last] = request.messages.slice(-2);
  if (!answer || !last || answer.role !== 'assistant' || !wish.test(textOf(last))) return undefined;
  return {
    request: { ...request, messages: request.messages.slice(0, -2) },
    said: textOf(answer),
  };
}

/** The rest of `text` after what was said of it; nothing when all of it was, all of it when nothing was. */
export function restOf(text: string, said: string): string {
  const end = said.slice(-tail);
  const at = text.indexOf(end);
  return at === -1 ? text : text.slice(at + end.length);
}
