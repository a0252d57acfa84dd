import type { ChatRequest } from '../chat/chat-request.ts';
import { textOf } from '../tokens.ts';

/** What the visitor wants to know, read from the whole conversation. */
export interface Question {
  /** The last thing said. */
  text: string;
  /** The question before it, when this one leans on it. */
  context: string;
  /** How many times in a row more was asked for. */
  page: number;
  /** Whether nothing was answered yet. */
  isFirst: boolean;
}

/**
 * Characters that are read of a turn, its last: what a question is about stands before it. Patterns and the search take
 * the square of a text's length, and of a word's.
 */
const longest = 4000;

const more =
  /^(?:(?:yes|ok|okay|sure)[,.! ]*)?(?:(?:tell|show|give) me )?(?:some |a bit |any(?:thing)? )?(?:more|else|go on|continue|next|keep going|and then)(?: please| about (?:it|that|this))?[\s.!?…]*$/i;
const leaning = /^(?:and|but|what about|how about|or|also|same|why|in|for|with)\b/i;

export function readQuestion({ messages }: ChatRequest): Question {
  const turns = messages
    .filter(({ role }) => role === 'user')
    .map((message) => textOf(message).slice(-longest).trim());
  const isFirst = !messages.some(({ role }) => role === 'assistant');
  const asked = turns.findLastIndex((turn) => !more.test(turn));
  const text = turns[asked] ?? turns.at(-1) ?? '';
  return {
    text,
    context: leansOnContext(text) ? (turns[asked - 1] ?? '') : '',
    page: asked === -1 ? 0 : turns.length - 1 - asked,
    isFirst,
  };
}

function leansOnContext(text: string): boolean {
  const words = text.split(/\s+/);
  return words.length <= 8 && (leaning.test(text) || /\b(?:it|that|this|them|those)\b/i.test(text));
}
