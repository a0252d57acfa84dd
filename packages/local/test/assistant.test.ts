import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { compose } from '../src/assistant/compose.ts';
import { Library } from '../src/assistant/library.ts';
import { readDocs } from '../src/assistant/read-docs.ts';

const guide = new Library(readDocs(undefined).filter(({ source }) => source === 'guide'));

/** The reply to the last of these turns of a visitor. */
function reply(turns: string[], library = guide): string {
  const messages = turns.flatMap((content, index) => [
    ...(index > 0 ? [{ role: 'assistant' as const, content: 'An answer.' }] : []),
    { role: 'user' as const, content },
  ]);
  return compose({ model: 'nexevo/auto', messages }, library);
}

test('goes on where an answer broke off, wherever that was', () => {
  const ask = { role: 'user' as const, content: 'What does it cost?' };
  const on = {
    role: 'user' as const,
    content: 'Your last answer broke off. Go on exactly where it stopped: no introduction.',
  };
  const whole = compose({ model: 'nexevo/auto', messages: [ask] }, guide);
  for (let cut = 0.3; cut < 1; cut += 0.1) {
    const said = whole.slice(0, Math.round(whole.length * cut));
    const answer = { role: 'assistant' as const, content: said };
    const rest = compose({ model: 'nexevo/auto', messages: [ask, answer, on] }, guide);
    assert.equal(said + rest, whole);
  }
});

test('finds a question behind a text of any length', () => {
  for (const text of ['x'.repeat(300_000), 'show '.repeat(60_000), 'a '.repeat(100_000)])
    assert.match(reply([`${text}\n\nHow much does it cost?${' '.repeat(9)}`]), /documentation/);
});

test('finds the section that answers a newcomer’s question', () => {
  const expected: [string, RegExp][] = [
    ['What is Nexevo Chat?', /\*\*What Nexevo Chat is\*\*/],
    ['How does it work?', /\*\*What Nexevo Chat is\*\*/],
    ['How do I stop a reply?', /\*\*Stop\*\* ends a reply/],
    ['How do I put it on my site?', /<script src=/],
    ['Can I use it from npm?', /npm install @nexevo\/chat/],
    ['How do I host it myself?', /NEXEVO_SESSION_SECRET/],
    ['Does it work with Ollama?', /nexevo-local --llm/],
    ['How can I change the colours?', /--nexevo-accent/],
    ['What happens with a thumbs down?', /generation id/],
    ['Which data do you store?', /SQLite file/],
    ['How much does it cost?', /\$12\.00/],
    ['Is my API key safe?', /never reaches a browser/],
    ['How many requests a minute?', /60 requests a minute/],
    ['How could I break it?', /second tab/],
  ];
  for (const [question, pattern] of expected) assert.match(reply([question]), pattern, question);
});

test('says in the first reply of a conversation, and only there, that it is the local assistant', () => {
  for (const question of ['Hello', 'What does it cost?', 'Show me what you can render', 'zzz'])
    assert.match(reply([question]), /I am the local assistant: I look things up/);
  assert.doesNotMatch(reply(['Hello', 'What does it cost?']), /I am the local assistant: I look/);
});

test('admits that it found nothing and offers what it knows', () => {
  const text = reply(['Hello', 'Who won the cup final in 1974?']);
  assert.match(text, /I found nothing about that/);
  assert.match(text, /- Limits/);
});

test('reads a short follow-up in the light of the question before', () => {
  assert.match(reply(['How do I put it on my site?', 'And for React?']), /React 19/);
  assert.match(reply(['What does it cost?', 'and why?']), /\*\*What it costs\*\*/);
});

test('goes on where it stopped when asked for more, and ends in the end', () => {
  const first = reply(['Is my API key safe?']);
  const second = reply(['Is my API key safe?', 'more']);
  const later = reply(['Is my API key safe?', ...Array(12).fill('go on')]);
  assert.match(first, /Say \*\*more\*\*/);
  assert.doesNotMatch(second, /never reaches a browser/);
  assert.match(second, /documentation|found this/);
  assert.match(later, /That was all/);
});

test('greets, thanks and tells who it is', () => {
  assert.match(reply(['hi!']), /^Hello!/);
  assert.match(reply(['What does it cost?', 'Thanks a lot']), /^You are welcome/);
  assert.match(reply(['Who are you?']), /no language model in me/);
});

test('shows every kind of Markdown when asked what it can render', () => {
  const text = reply(['Show me what you can render']);
  for (const part of [
    '## Words',
    '**Bold**',
    '> A quote',
    '1. First',
    '- [x]',
    '```ts',
    '| ---',
    'https://',
  ])
    assert.ok(text.includes(part), part);
});

test('says in the visitor’s language that it cannot answer in it, and gives the English section', () => {
  const expected: [string, RegExp][] = [
    ['料金はいくらですか？', /日本語では答えられません/],
    ['要多少钱？', /无法用中文回答/],
    ['비용이 얼마인가요?', /한국어로 답할 수 없습니다/],
    ['كم سعر الخدمة؟', /لا أستطيع الإجابة بالعربية/],
    ['¿Cuánto cuesta?', /no puedo responder en español/],
    ['Quanto custa por mês?', /não consigo responder em português/],
    ['Combien ça coûte ?', /répondre en français/],
    ['Was kostet das denn?', /nicht auf Deutsch/],
  ];
  for (const [question, note] of expected) {
    assert.match(reply([question]), note, question);
    assert.match(reply([question]), /\$12\.00/, question);
  }
});

test('takes an English question with a foreign name for English', () => {
  assert.doesNotMatch(reply(['Was it good that Müller asked for the price?']), /Deutsch/);
});

test('answers from a folder of Markdown it is given', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'nexevo-docs-'));
  t.after(() => rm(folder, { recursive: true }));
  const page =
    '# Bicycles\n\nBells are mandatory. See [the law](law.md).\n\n```sh\n# not a heading\n```\n';
  await writeFile(join(folder, 'bicycles.md'), page);
  const text = reply(['Do bicycles need bells?'], new Library(readDocs(folder)));
  assert.match(text, /Bells are mandatory\. See the law\./);
  assert.match(text, /# not a heading/);
  assert.match(text, /Where to read on: `bicycles\.md`/);
});
