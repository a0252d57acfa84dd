import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Balance, Conversation, ConversationDetail, ConversationList } from '@nexevo/client';
import { createLocal } from '@nexevo/local';
import { ask, type Call, caller, startLocal } from './start-local.ts';

async function create(call: Call, body: object): Promise<Conversation> {
  const answer = await call('/conversations', { body });
  assert.equal(answer.status, 201);
  return (await answer.json()) as Conversation;
}

test('keeps a conversation with its messages in order', async (t) => {
  const { call } = await startLocal(t);
  const metadata = { visitor: 'v_1', nested: { topic: 'returns' } };
  const { conversation_id } = await create(call, { title: 'My session', metadata });
  const path = `/conversations/${conversation_id}`;
  for (const role of ['user', 'assistant', 'system', 'tool'])
    assert.equal((await call(`${path}/messages`, { body: { role, content: role } })).status, 201);
  const detail = (await (await call(path)).json()) as ConversationDetail;
  assert.equal(detail.title, 'My session');
  assert.deepEqual(detail.metadata, metadata);
  assert.deepEqual(
    detail.messages.map(({ content }) => content),
    ['user', 'assistant', 'system', 'tool'],
  );
});

test('changes only what is sent, and forgets what is deleted', async (t) => {
  const { call } = await startLocal(t);
  const { conversation_id } = await create(call, { title: 'Before', metadata: { kept: true } });
  const path = `/conversations/${conversation_id}`;
  const changed = await call(path, { method: 'PATCH', body: { title: 'After' } });
  assert.partialDeepStrictEqual(await changed.json(), { title: 'After', metadata: { kept: true } });
  assert.equal((await call(path, { method: 'DELETE' })).status, 204);
  for (const [method, body] of [['GET'], ['PATCH', {}], ['DELETE']] as const) {
    const answer = await call(path, { method, body });
    assert.equal(answer.status, 404);
    const { error } = (await answer.json()) as { error: { code: string } };
    assert.equal(error.code, 'conversation_not_found');
  }
});

test('lists the newest first, as many as asked for', async (t) => {
  const { call } = await startLocal(t);
  for (const title of ['one', 'two', 'three']) await create(call, { title });
  const answer = await call('/conversations?limit=2');
  const { conversations } = (await answer.json()) as ConversationList;
  assert.deepEqual(
    conversations.map(({ title }) => title),
    ['three', 'two'],
  );
});

test('measures metadata in bytes of JSON and refuses more than 4096', async (t) => {
  const { call } = await startLocal(t);
  const frame = JSON.stringify({ texts: '' }).length;
  const fits = { texts: 'é'.repeat((4096 - frame) / 2) };
  await create(call, { metadata: fits });
  const answer = await call('/conversations', { body: { metadata: { texts: `${fits.texts}x` } } });
  assert.equal(answer.status, 422);
  const { error } = (await answer.json()) as { error: { code: string } };
  assert.equal(error.code, 'metadata_too_large');
});

test('refuses a role it does not keep and content that is no text', async (t) => {
  const { call } = await startLocal(t);
  const { conversation_id } = await create(call, {});
  const path = `/conversations/${conversation_id}/messages`;
  const refusals: [object, string][] = [
    [{ role: 'developer', content: 'x' }, 'invalid_role'],
    [{ content: 'x' }, 'invalid_role'],
    [{ role: 'user', content: 7 }, 'validation_error'],
  ];
  for (const [body, code] of refusals) {
    const answer = await call(path, { body });
    assert.equal(answer.status, 422);
    assert.equal(((await answer.json()) as { error: { code: string } }).error.code, code);
  }
});

test('keeps everything over a restart', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'nexevo-local-'));
  t.after(() => rm(folder, { recursive: true }));
  const dataPath = join(folder, 'deep', 'local.sqlite');
  const run = async <Result>(work: (call: Call) => Promise<Result>) => {
    const local = createLocal({ dataPath, pace: Number.POSITIVE_INFINITY });
    const { url } = await local.listen(0);
    const result = await work(caller(url));
    await local.close();
    return result;
  };
  const balance = async (call: Call) =>
    ((await (await call('/billing/balance')).json()) as Balance).balance_usd;

  const before = await run(async (call) => {
    await create(call, { title: 'Kept' });
    await call('/chat/completions', { body: ask('Hello') });
    return balance(call);
  });
  await run(async (call) => {
    const { conversations } = (await (await call('/conversations')).json()) as ConversationList;
    assert.equal(conversations[0]?.title, 'Kept');
    assert.equal(await balance(call), before);
    assert.notEqual(before, '25.00000000');
  });
});
