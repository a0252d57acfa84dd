import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Conversation } from '@nexevo/protocol';
import { groupByDay } from '../src/nexevo-chat/history-groups.ts';

test('groups conversations by the day of their last change', () => {
  const now = new Date(2026, 2, 10, 0, 30);
  const dates = [
    new Date(2026, 2, 10, 0, 1),
    new Date(2026, 2, 9, 23, 59),
    new Date(2026, 2, 4, 12),
    new Date(2026, 2, 2, 23, 59),
  ];
  const conversations = dates.map(
    (date, index) => ({ id: `${index}`, updated_at: date.toISOString() }) as Conversation,
  );
  assert.deepEqual(
    groupByDay(conversations, now).map((group) => [
      group.name,
      group.conversations.map(({ id }) => id).join(),
    ]),
    [
      ['today', '0'],
      ['yesterday', '1'],
      ['lastWeek', '2'],
      ['earlier', '3'],
    ],
  );
});
