import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Conversation } from '@nexevo/protocol';
import { overrideStrings } from '../src/messages/first-locale.ts';
import { loadLocale } from '../src/messages/locales.ts';
import { groupByDay, groupWords } from '../src/nexevo-chat/history-groups.ts';

const now = new Date(2026, 2, 10, 0, 30);
const conversations = (...list: (Date | [Date, 'pinned'])[]) =>
  list.map((entry, index) => {
    const [date, pinned] = entry instanceof Date ? [entry] : entry;
    const changed = { pinned: pinned !== undefined, updated_at: date.toISOString() };
    return { id: `${index}`, ...changed } as Conversation;
  });
const words = async (tag: string) => overrideStrings(await loadLocale(tag));
const english = await words('en');
const grouped = (list: Conversation[]) =>
  groupByDay(list, now).map(({ name, conversations }) => [
    groupWords(name, now, english),
    conversations.map(({ id }) => id).join(),
  ]);

test('groups conversations by the day of their last change, and by month before this week', () => {
  const list = conversations(
    new Date(2026, 2, 10, 0, 1),
    new Date(2026, 2, 9, 23, 59),
    new Date(2026, 2, 4, 12),
    new Date(2026, 2, 2, 23, 59),
    new Date(2026, 1, 27),
    new Date(2026, 1, 1),
    new Date(2025, 11, 31),
  );
  assert.deepEqual(grouped(list), [
    ['Today', '0'],
    ['Yesterday', '1'],
    ['Last 7 days', '2'],
    ['March', '3'],
    ['February', '4,5'],
    ['December 2025', '6'],
  ]);
});

test('keeps what is pinned above all days', () => {
  const list = conversations([new Date(2024, 4, 1), 'pinned'], new Date(2026, 2, 10, 0, 1));
  assert.deepEqual(grouped(list), [
    ['Pinned', '0'],
    ['Today', '1'],
  ]);
});

test('names months in the words of the language', async () => {
  assert.equal(groupWords(new Date(2026, 0, 1), now, await words('ja')), '1月');
  assert.equal(groupWords(new Date(2025, 9, 1), now, await words('de')), 'Oktober 2025');
});
