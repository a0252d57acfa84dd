import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, lastSentence } from '../bench/fixtures/answer.ts';
import { conversation } from '../bench/fixtures/conversation.ts';
import { shape, shapeNames } from '../bench/fixtures/shapes.ts';
import { readText } from './source.ts';

const lengths = [8000, 32_000, 128_000];

test('an answer of the benchmark is the same every time, and another seed makes another', () => {
  assert.equal(answer(8000), answer(8000));
  assert.notEqual(answer(8000), answer(8000, 2));
});

test('an answer has exactly the length that is asked for and ends in the last sentence', () => {
  for (const length of lengths) {
    assert.equal(answer(length).length, length);
    assert.ok(answer(length).endsWith(lastSentence));
    assert.equal(answer(length).split(lastSentence).length, 2);
  }
});

test('an answer holds every kind of block and mark', () => {
  const text = answer(32_000);
  for (const kind of [
    /^#{2,4} \w/m,
    /^- \*\*/m,
    /^ {2}- /m,
    /^1\. /m,
    /^```\w+$/m,
    /^\| :?-{2,3}/m,
    /^> /m,
    /\]\(https:/,
    / `\w+` /,
    / ~~/,
  ]) {
    assert.match(text, kind);
  }
  const paragraphs = text.split('\n\n').filter((block) => /^[A-Z]/.test(block));
  assert.ok(paragraphs.length * 3 > text.split('\n\n').length, 'too few paragraphs');
});

/** How every line of a giant block begins; the lines of one belong to one block. */
const lineOf = {
  'code block': /^/,
  list: /^( {2})?- \S/,
  table: /^\| .* \| .* \| .* \|$/,
  paragraph: /^[A-Z]/,
  'nested quote': /^(> ){1,6}\S/,
};

test('a giant block is one block of exactly 32,000 characters that ends in the last sentence', () => {
  for (const name of shapeNames) {
    const text = shape(name, 32_000);
    assert.equal(text, shape(name, 32_000));
    assert.equal(text.length, 32_000, name);
    assert.match(text, new RegExp(`${lastSentence}( \\||\\n\`\`\`)?$`), name);
    for (const line of text.split('\n')) assert.match(line, lineOf[name], name);
  }
  assert.match(shape('code block', 32_000), /^```ts\n(?:(?!```)[\s\S])*\n```$/);
  assert.equal(shape('paragraph', 32_000).split('\n').length, 1);
});

test('a conversation has as many messages as asked for, in turn, and ends in the last sentence', () => {
  const turns = conversation(200);
  assert.deepEqual(turns, conversation(200));
  assert.equal(turns.length, 200);
  for (const [index, { role, text }] of turns.entries()) {
    assert.equal(role, index % 2 === 0 ? 'user' : 'assistant');
    assert.ok(text.length > 0);
  }
  assert.ok(turns.at(-1)!.text.endsWith(lastSentence));
});

test("the benchmark's lock file names no registry", () => {
  const { packages } = JSON.parse(readText('test/bench/package-lock.json'));
  const hosted = Object.entries<{ resolved?: string }>(packages)
    .filter(([, { resolved }]) => resolved?.includes('//'))
    .map(([name]) => name);
  assert.deepEqual(hosted, []);
});
