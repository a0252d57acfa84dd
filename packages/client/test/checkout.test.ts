import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, refusal, scriptedGateway } from './scripted-gateway.ts';

const opened = json(201, { checkout_url: 'https://pay.example.com/1', amount_usd: '20' });

test('a checkout without an idempotency key gets a new one each time, and names it', async (t) => {
  const { client, requests } = await scriptedGateway(t, [opened]);
  const first = await client.billing.checkout({ amount_usd: 20 });
  const second = await client.billing.checkout({ amount_usd: 20 });
  const sent = requests.map(({ body }) => JSON.parse(body).idempotency_key);
  assert.deepEqual([first.idempotency_key, second.idempotency_key], sent);
  assert.notEqual(sent[0], sent[1]);
  assert.match(sent[0], /^topup-[\w-]{36}$/);
});

test('a checkout whose answer was lost is sent again with the same key', async (t) => {
  const { client, requests } = await scriptedGateway(t, [
    (response) => response.socket?.resetAndDestroy(),
    refusal(502, 'upstream_error'),
    opened,
  ]);
  const { checkout_url } = await client.billing.checkout({ amount_usd: '20.00' });
  assert.equal(checkout_url, 'https://pay.example.com/1');
  assert.equal(requests.length, 3);
  assert.equal(new Set(requests.map(({ body }) => body)).size, 1);
});

test('the same key with another amount is a conflict', async (t) => {
  const { client } = await scriptedGateway(t, [refusal(409, 'idempotency_conflict')]);
  await assert.rejects(client.billing.checkout({ amount_usd: 5, idempotency_key: 'k' }), {
    name: 'ConflictError',
    code: 'idempotency_conflict',
  });
});
