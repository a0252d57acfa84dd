import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LocalMemory } from '../src/api/local-memory.ts';
import { KeptTexts } from '../src/kept-texts.ts';

const good = { at: Date.now(), id: 'c1', text: 'a draft' };

for (const [found, drafts] of [
  ['null', 0],
  ['5', 0],
  ['{"id":"c1"}', 0],
  ['[', 0],
  [JSON.stringify([null, 5, {}, { ...good, text: 7 }, { ...good, message: {} }, good]), 1],
] as const) {
  test(`what others have left in the browser's storage breaks nothing: ${found.slice(0, 12)}`, () => {
    const stored = new Map([['texts:', found as string]]);
    const memory = {
      get: (name: string) => stored.get(name),
      set: (name: string, value?: string) => stored.set(name, value ?? ''),
      names: () => [...stored.keys()],
    } as unknown as LocalMemory;
    const texts = new KeptTexts(memory, () => '');
    assert.equal(texts.draft('c1'), drafts ? good.text : '');
    assert.deepEqual(texts.unsent, []);
    texts.setDraft('c2', 'another');
    assert.equal(texts.draft('c2'), 'another');
  });
}

test('a text that is too long to be kept takes no other with it', (t) => {
  const memory = new LocalMemory('https://chat.example.com/long');
  t.after(() => memory.forgetAll());
  const texts = new KeptTexts(memory, () => '');
  texts.setDraft('c1', 'a draft');
  texts.setDraft('c2', 'x'.repeat(1_000_001));
  assert.equal(texts.draft('c2'), '');
  assert.equal(texts.draft('c1'), 'a draft');
});

test('where a web view has null for a storage, memory keeps what is written', (t) => {
  Object.defineProperty(globalThis, 'localStorage', { value: null, configurable: true });
  t.after(() => Reflect.deleteProperty(globalThis, 'localStorage'));
  const memory = new LocalMemory('https://chat.example.com/nexevo');
  const texts = new KeptTexts(memory, () => '');
  texts.setDraft('c1', 'a draft');
  assert.equal(texts.draft('c1'), 'a draft');
  memory.forgetAll();
  assert.equal(texts.draft('c1'), '');
});
