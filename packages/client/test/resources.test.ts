import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type NexevoClient, routes } from '@nexevo/client';
import { json, key, question, scriptedGateway } from './scripted-gateway.ts';

const answer = {
  choices: [],
  conversation_id: 'conv_1',
  conversations: [],
  messages: [],
  positive_pct: 75,
  balance_usd: '1',
  by_tier: {},
};

const calls: [string, (client: NexevoClient) => Promise<unknown>, unknown?][] = [
  [
    'POST /v1/chat/completions',
    (client) => client.chat.completions.create(question),
    { ...question, stream: false },
  ],
  [
    'POST /v1/conversations',
    (client) => client.conversations.create({ title: 'T', metadata: { a: 1 } }),
    { title: 'T', metadata: { a: 1 } },
  ],
  ['GET /v1/conversations', (client) => client.conversations.list()],
  ['GET /v1/conversations?limit=5', (client) => client.conversations.list({ limit: 5 })],
  ['GET /v1/conversations/conv_1', (client) => client.conversations.get('conv_1')],
  ['GET /v1/conversations/a%2Fb%3F%24%26', (client) => client.conversations.get('a/b?$&')],
  [
    'PATCH /v1/conversations/conv_1',
    (client) => client.conversations.update('conv_1', { title: 'New' }),
    { title: 'New' },
  ],
  ['DELETE /v1/conversations/conv_1', (client) => client.conversations.delete('conv_1')],
  [
    'POST /v1/conversations/conv_1/messages',
    (client) => client.conversations.appendMessage('conv_1', { role: 'user', content: 'Hi' }),
    { role: 'user', content: 'Hi' },
  ],
  [
    'POST /v1/feedback',
    (client) =>
      client.feedback.submit({
        generation_id: 'g',
        rating: -1,
        tags: ['incorrect'],
        comment: 'No',
      }),
    { generation_id: 'g', rating: -1, tags: ['incorrect'], comment: 'No' },
  ],
  ['GET /v1/feedback/summary?days=7', (client) => client.feedback.summary({ days: 7 })],
  ['GET /v1/billing/balance', (client) => client.billing.balance()],
  ['GET /v1/billing/usage?days=30', (client) => client.billing.usage({ days: 30 })],
];
for (const [line, call, body] of calls) {
  test(`${line} carries the key and what was passed`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [json(200, answer)]);
    await call(client);
    const [request] = requests;
    assert.equal(`${request?.method} ${request?.url}`, line);
    assert.equal(request?.headers.authorization, `Bearer ${key}`);
    assert.equal(request?.headers['content-type'], body ? 'application/json' : undefined);
    assert.deepEqual(request?.body ? JSON.parse(request.body) : undefined, body);
  });
}

test('a delete is content with an empty answer', async (t) => {
  const { client } = await scriptedGateway(t, [(response) => response.writeHead(204).end()]);
  assert.equal(await client.conversations.delete('conv_1'), undefined);
});

test('only GET, PATCH and DELETE are marked as safe to repeat', () => {
  for (const { method, idempotent } of Object.values(routes)) {
    assert.equal(idempotent, method !== 'POST');
  }
});

const wrong: Record<string, (client: NexevoClient) => Promise<unknown>> = {
  'metadata of 4,097 bytes': (client) =>
    client.conversations.create({ metadata: { a: 'x'.repeat(4097 - 8) } }),
  'metadata that is long only in UTF-8': (client) =>
    client.conversations.update('c', { metadata: { a: '字'.repeat(1400) } }),
  'metadata that is a list': (client) =>
    client.conversations.create({ metadata: [1] as unknown as Record<string, unknown> }),
  'metadata that contains itself': (client) => {
    const metadata: Record<string, unknown> = {};
    metadata.self = metadata;
    return client.conversations.create({ metadata });
  },
  'an empty id': (client) => client.conversations.get(''),
  'an id that climbs': (client) => client.conversations.delete('..'),
  'an unknown role': (client) =>
    client.conversations.appendMessage('c', { role: 'robot' as 'user', content: 'Hi' }),
  'content that is no text': (client) =>
    client.conversations.appendMessage('c', { role: 'user', content: 7 as unknown as string }),
  'a comment of 2,001 characters': (client) =>
    client.feedback.submit({ generation_id: 'g', rating: 1, comment: '👍'.repeat(2001) }),
  'a rating of 0': (client) => client.feedback.submit({ generation_id: 'g', rating: 0 as 1 }),
  'a rating of nothing': (client) => client.feedback.submit({ generation_id: '', rating: 1 }),
  'no days': (client) => client.billing.usage({ days: 0 }),
  'half a day': (client) => client.feedback.summary({ days: 0.5 }),
  'no message': (client) => client.chat.completions.create({ ...question, messages: [] }),
  'a temperature of 3': (client) => client.chat.completions.stream({ ...question, temperature: 3 }),
};
for (const [name, call] of Object.entries(wrong)) {
  test(`${name} is refused before anything is sent`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [json(200, answer)]);
    await assert.rejects(call(client), { name: 'InvalidRequestError', code: 'invalid_argument' });
    assert.equal(requests.length, 0);
  });
}

test('what is exactly at a limit is sent', async (t) => {
  const { client, requests } = await scriptedGateway(t, [json(200, answer)]);
  await client.conversations.create({ metadata: { a: 'x'.repeat(4096 - 8) } });
  await client.feedback.submit({ generation_id: 'g', rating: 1, comment: '👍'.repeat(2000) });
  assert.equal(requests.length, 2);
});
