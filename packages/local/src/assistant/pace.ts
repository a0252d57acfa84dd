import type { Clock } from '../clock.ts';
import { countTokens } from '../tokens.ts';

/** Splits a text into words with the space after them, as a model's tokens come. */
export function splitWords(text: string): string[] {
  return text.match(/\s*\S{1,12}\s?/g) ?? [];
}

interface PaceOptions {
  clock: Clock;
  /** Tokens a second on average; `Infinity` does not wait. */
  pace: number;
  signal: AbortSignal;
}

/** Gives out words at a natural, slightly uneven speed. */
export async function* paced(
  words: Iterable<string>,
  { clock, pace, signal }: PaceOptions,
): AsyncGenerator<string> {
  if (pace === Number.POSITIVE_INFINITY) return yield* words;
  // Against a schedule, so that slow timers do not add up; the wait before the first word is thinking.
  let due = clock.now() + 12_000 / pace;
  for (const word of words) {
    const wait = due - clock.now();
    if (wait > 0) await clock.sleep(wait, { signal });
    yield word;
    due += (countTokens(word) / pace) * 1000 * (0.5 + Math.random());
  }
}
