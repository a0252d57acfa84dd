import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ThreadMessage } from '../src/conversation.ts';
import { MessagePages } from '../src/nexevo-chat/message-pages.ts';

function messages(from: number, to: number): ThreadMessage[] {
  return Array.from({ length: to - from }, (_, index) => ({
    id: `m${from + index}`,
    conversation_id: 'c',
    parent_id: null,
    role: 'user',
    text: 'Hello',
    status: 'complete',
    created_at: '2026-01-01T00:00:00.000Z',
  }));
}

test('every message is on one page, in order', () => {
  const all = messages(0, 105);
  const pages = new MessagePages().of(all);
  assert.deepEqual(pages.flat(), all);
  assert.ok(pages.every(({ length }) => length > 0 && length <= 20));
});

test('a message that follows changes the last page and no other', () => {
  const all = messages(0, 90);
  const pages = new MessagePages();
  const before = pages.of(all);
  const after = pages.of([...all, ...messages(90, 91)]);
  assert.equal(after.length, before.length);
  assert.ok(after.slice(0, -1).every((page, index) => page === before[index]));
  assert.equal(after.at(-1)!.at(-1)!.id, 'm90');
});

test('older messages push no page along', () => {
  const newest = messages(100, 150);
  const pages = new MessagePages();
  const before = pages.of(newest);
  const after = pages.of([...messages(73, 100), ...newest]);
  assert.deepEqual(after.slice(-before.length), before);
  assert.ok(before.every((page) => after.includes(page)));
  assert.equal(after.flat().length, 77);
});

test('pages that begin alike are both there', () => {
  // Two answers to one message, of which another tab has told nothing yet.
  const all = messages(0, 40).map((message, index) =>
    index % 20 ? message : { ...message, parent_id: 'm' },
  );
  const pages = new MessagePages();
  assert.deepEqual(pages.of(all).flat(), all);
  assert.deepEqual(pages.of([...all]).flat(), all);
});

test('a message that changes makes its own page a new one', () => {
  const all = messages(0, 60);
  const pages = new MessagePages();
  const before = pages.of(all);
  const after = pages.of(all.map((message) => (message.id === 'm25' ? { ...message } : message)));
  assert.deepEqual(
    after.map((page, index) => page === before[index]),
    [true, false, true],
  );
});
