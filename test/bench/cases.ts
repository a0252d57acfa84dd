import { answer, tokenLength } from './fixtures/answer.ts';
import { shape, shapeNames } from './fixtures/shapes.ts';
import type { BenchOptions } from './options.ts';

/** One answer and how fast it comes. */
export interface StreamCase {
  name: string;
  text: string;
  /** Tokens a second. */
  rate: number;
}

const rate = 400;
const shapeLength = 32_000;

/** The answers of growing length. */
export function lengthCases({ quick }: BenchOptions): StreamCase[] {
  return (quick ? [2000] : [2000, 8000, 32_000]).map((tokens) => ({
    name: `${tokens.toLocaleString('en')} tokens`,
    text: answer(tokens * tokenLength),
    rate,
  }));
}

/** The giant blocks. */
export function shapeCases({ quick }: BenchOptions): StreamCase[] {
  return shapeNames.map((name) => ({
    name,
    text: shape(name, shapeLength),
    rate: quick ? rate * 4 : rate,
  }));
}

/** Messages of the conversations that are opened. */
export const conversationCounts = [200, 1000, 10_000] as const;

/** What a visitor types into. */
export const composers = {
  ours: '.composer textarea',
  'deep-chat': '#text-input',
} as const;
