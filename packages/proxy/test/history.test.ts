import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '@nexevo/protocol';
import { buildHistory, historyReach } from '../src/history.ts';
import { titleFor } from '../src/title.ts';

function turn(role: Message['role'], text: string): Message {
  return {
    id: text,
    conversation_id: 'conv_1',
    parent_id: null,
    role,
    text,
    status: 'complete',
    created_at: '2026-01-01T00:00:00.000Z',
  };
}

const options = { systemPrompt: undefined, tokens: 8000 };

describe('the history of a question', () => {
  it('starts with the operator and leaves failed replies out', () => {
    const branch = [turn('user', 'one'), turn('assistant', ''), turn('user', 'two')];
    assert.deepEqual(buildHistory(branch, { ...options, systemPrompt: 'Be kind.' }), [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'one' },
      { role: 'user', content: 'two' },
    ]);
  });

  it('drops the oldest turns when the budget is spent, and never opens with an answer', () => {
    const branch = [
      turn('user', 'a'.repeat(300)),
      turn('assistant', 'b'.repeat(300)),
      turn('user', 'c'.repeat(300)),
    ];
    const roles = (tokens: number) =>
      buildHistory(branch, { ...options, tokens }).map(({ content }) => content[0]);
    assert.deepEqual(roles(320), ['a', 'b', 'c']);
    assert.deepEqual(roles(220), ['c']);
  });

  it('has all that reaches into the budget, and asks for nothing before', () => {
    const goes = historyReach(100);
    const said = [turn('user', 'x'.repeat(240)), turn('assistant', ''), turn('assistant', 'short')];
    assert.deepEqual([...said, turn('user', 'y'.repeat(60))].map(goes), [true, true, true, false]);
  });

  it('always has the question, however long', () => {
    const branch = [turn('user', 'x'.repeat(100_000))];
    assert.equal(buildHistory(branch, { ...options, tokens: 1 }).length, 1);
  });
});

describe("a conversation's title", () => {
  it('is the first line, in one piece when it is short', () => {
    assert.equal(titleFor('  How do\tI start?\nMore.'), 'How do I start?');
    assert.equal(titleFor(`${'\u200b'.repeat(100)}\nMore.`), '…');
  });

  it('is cut at a word, and never inside a letter', () => {
    const title = titleFor('word '.repeat(40));
    assert.ok(title.length <= 61 && title.endsWith('word…'));
    const family = '👨‍👩‍👧‍👦';
    assert.ok(titleFor(family.repeat(80)).endsWith(`${family}…`));
  });
});
