import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paced, splitWords } from '../src/assistant/pace.ts';
import { countTokens } from '../src/tokens.ts';

test('splits a text into words that make the text again', () => {
  const text =
    '  One *two*\n\n```ts\nconst three = "a-very-long-string-without-spaces";\n```\n日本語';
  assert.equal(splitWords(text).join(''), text);
});

test('gives out words unevenly, and near the pace that was asked for', async () => {
  let now = 0;
  const waits: number[] = [];
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
      waits.push(ms);
    },
  };
  const words = splitWords('Every word of this is a word like any other. '.repeat(40));
  const tokens = words.reduce((sum, word) => sum + countTokens(word), 0);
  const signal = new AbortController().signal;
  for await (const _ of paced(words, { clock, pace: 70, signal }));
  const speed = tokens / (now / 1000);
  assert.ok(speed > 56 && speed < 84, `${speed} tokens a second`);
  assert.ok(new Set(waits.map(Math.round)).size > 5);
});
