import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Call, read, refusal, startLocal } from './start-local.ts';

interface KeyShape {
  key_id: string;
  name: string;
  prefix: string;
  [field: string]: unknown;
}

function create(call: Call, body: object) {
  return read<{ full_key: string; key: KeyShape }>(call('/keys', { body }));
}

const list = async (call: Call, key?: string) =>
  (await read<{ keys: KeyShape[] }>(call('/keys', key ? { key } : {}))).keys;

test('a new key works at once, on the same account, and is shown in full only once', async (t) => {
  const { call } = await startLocal(t);
  const { conversation_id } = await read<{ conversation_id: string }>(
    call('/conversations', { body: { title: 'Shared' } }),
  );
  const created = await call('/keys', { body: { name: 'prod-2026' } });
  assert.equal(created.status, 201);
  const { full_key, key } = await read<{ full_key: string; key: KeyShape }>(created);
  assert.match(full_key, /^sk-xc-local-/);
  assert.ok(full_key.startsWith(key.prefix) && key.prefix.length < full_key.length - 30);
  assert.partialDeepStrictEqual(key, {
    name: 'prod-2026',
    monthly_spend_cap_usd: null,
    spent_this_month_usd: '0.00000000',
    alert_webhook_url: null,
    routing_policy: 'any',
    last_used_at: null,
  });
  assert.equal((await call(`/conversations/${conversation_id}`, { key: full_key })).status, 200);
  const keys = await call('/keys');
  const text = await keys.text();
  assert.ok(!text.includes(full_key));
  const names = (JSON.parse(text).keys as KeyShape[]).map(({ name }) => name);
  assert.deepEqual(names, ['prod-2026', 'development']);
});

test('a revoked key is refused at once and never opens an account again', async (t) => {
  const { call } = await startLocal(t);
  const { full_key, key } = await create(call, { name: 'short-lived' });
  assert.equal((await call(`/keys/${key.key_id}`, { method: 'DELETE' })).status, 204);
  assert.deepEqual(await refusal(call('/models', { key: full_key })), [401, 'invalid_api_key']);
  assert.deepEqual(await refusal(call(`/keys/${key.key_id}`, { method: 'DELETE' })), [
    404,
    'key_not_found',
  ]);
  assert.equal((await list(call)).length, 1);
  const [development] = await list(call);
  await call(`/keys/${development?.key_id}`, { method: 'DELETE' });
  assert.equal((await call('/models')).status, 401);
});

test('a key that looks issued and is not is refused', async (t) => {
  const { call } = await startLocal(t);
  const answer = call('/models', { key: `sk-xc-local-issued-${'a'.repeat(43)}` });
  assert.deepEqual(await refusal(answer), [401, 'invalid_api_key']);
});

test("another account's keys cannot be seen or changed", async (t) => {
  const { call } = await startLocal(t);
  const { key } = await create(call, { name: 'mine' });
  const key2 = 'sk-xc-local-somebody-else';
  assert.equal((await list(call, key2)).length, 1);
  for (const [method, path, body] of [
    ['DELETE', '', undefined],
    ['PATCH', '/spend-cap', { clear: true }],
    ['PATCH', '/alert-webhook', { clear: true }],
    ['PATCH', '/routing', { policy: 'any' }],
  ] as const) {
    const answer = call(`/keys/${key.key_id}${path}`, { method, body, key: key2 });
    assert.deepEqual(await refusal(answer), [404, 'key_not_found']);
  }
});

test('refuses names, caps, addresses and policies that are none, and changes nothing', async (t) => {
  const { call } = await startLocal(t);
  const { key } = await create(call, { name: '鍵'.repeat(100), monthly_spend_cap_usd: '5' });
  const before = await list(call);
  const creations = [
    {},
    { name: '' },
    { name: '   ' },
    { name: '🔑'.repeat(101) },
    { name: 7 },
    { name: 'x', monthly_spend_cap_usd: 100 },
    ...['', '0', '-1', '1e3', '1.123456789', ' 1', 'NaN'].map((cap) => ({
      name: 'x',
      monthly_spend_cap_usd: cap,
    })),
  ];
  for (const body of creations)
    assert.deepEqual(await refusal(call('/keys', { body })), [422, 'validation_error']);
  const changes: [string, object][] = [
    ['spend-cap', {}],
    ['spend-cap', { monthly_spend_cap_usd: '1', clear: true }],
    ['spend-cap', { clear: 'yes' }],
    ['alert-webhook', {}],
    ['alert-webhook', { url: 'http://your-app.example/alert' }],
    ['alert-webhook', { url: 'https://user:secret@your-app.example/' }],
    ['alert-webhook', { url: 'javascript:alert(1)' }],
    ['alert-webhook', { url: '/alert' }],
    ['routing', { policy: 'moon-only' }],
    ['routing', {}],
  ];
  for (const [path, body] of changes) {
    const answer = call(`/keys/${key.key_id}/${path}`, { method: 'PATCH', body });
    assert.deepEqual(await refusal(answer), [422, 'validation_error'], JSON.stringify(body));
  }
  assert.deepEqual(await list(call), before);
});

test('a routing policy holds real models to their side, and leaves the aliases', async (t) => {
  const { call } = await startLocal(t);
  const { full_key, key } = await create(call, { name: 'cn' });
  const ask = async (model: string) => {
    const body = { model, messages: [{ role: 'user', content: 'Hello' }] };
    const answer = await call('/chat/completions', { key: full_key, body });
    return answer.status === 200 ? 200 : refusal(answer);
  };
  const setPolicy = (policy: string) =>
    call(`/keys/${key.key_id}/routing`, { method: 'PATCH', body: { policy } });
  const { key: changed } = await read<{ key: KeyShape }>(setPolicy('cn-only'));
  assert.equal(changed.routing_policy, 'cn-only');
  assert.equal(await ask('nexevo/balanced'), 200);
  assert.equal(await ask('deepseek-chat'), 200);
  assert.deepEqual(await ask('openai/gpt-5'), [403, 'routing_policy_violation']);
  await setPolicy('overseas-only');
  assert.equal(await ask('openai/gpt-5'), 200);
  assert.deepEqual(await ask('qwen-max'), [403, 'routing_policy_violation']);
  await setPolicy('any');
  assert.equal(await ask('qwen-max'), 200);
});
