import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProxyClient } from '../src/api/proxy-client.ts';
import { ConversationList } from '../src/nexevo-chat/conversation-list.ts';
import { HistoryActions } from '../src/nexevo-chat/history-actions.ts';

test('a search that comes while the rest is read has its own rest looked for after that', async () => {
  const answers: ((page: object) => void)[] = [];
  const client = {
    json: () => new Promise((resolve) => answers.push(resolve)),
  } as unknown as ProxyClient;
  let drawn = 0;
  const list = new ConversationList(
    () => client,
    () => {
      drawn += 1;
    },
  );
  const actions = new HistoryActions(list);
  list.set({ status: 'ready', all: { conversations: [], cursor: 'more' } });
  const reading = actions.loadMore();
  actions.search('apples');
  list.set({ found: { query: 'apples', conversations: [], cursor: 'more of these' } });
  // Its end is in sight, but one page is read at a time.
  await actions.loadMore();
  assert.equal(answers.length, 1);
  drawn = 0;
  answers[0]!({ conversations: [], next_cursor: null });
  await reading;
  // The end is looked at whenever the list is drawn.
  assert.equal(drawn, 1);
  assert.equal(list.page.cursor, 'more of these');
  actions.end();
});
