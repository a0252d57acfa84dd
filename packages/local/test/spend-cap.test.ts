import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMoney, parseMoney } from '@nexevo/local';
import { ask, type Call, ownClock, read, refusal, startLocal } from './start-local.ts';

interface KeyShape {
  key_id: string;
  spent_this_month_usd: string;
  monthly_spend_cap_usd: string | null;
}

/** A key of its own that has asked once, and what it then had spent. */
async function spendOnce(call: Call) {
  const created = await read<{ full_key: string; key: KeyShape }>(
    call('/keys', { body: { name: 'capped' } }),
  );
  const { full_key: key } = created;
  const id = created.key.key_id;
  const chat = () => call('/chat/completions', { key, body: ask('Hello') });
  assert.equal((await chat()).status, 200);
  const { keys } = await read<{ keys: KeyShape[] }>(call('/keys'));
  const spent = keys.find(({ key_id }) => key_id === id)?.spent_this_month_usd ?? '0';
  assert.ok(parseMoney(spent) > 0n);
  const setCap = (body: object) => call(`/keys/${id}/spend-cap`, { key, method: 'PATCH', body });
  return { key, id, chat, spent, setCap };
}

test('a key is refused from the very amount of its cap on, and not one digit before', async (t) => {
  const { call } = await startLocal(t);
  const { chat, spent, setCap } = await spendOnce(call);
  await setCap({ monthly_spend_cap_usd: spent });
  assert.deepEqual(await refusal(chat()), [429, 'tenant_monthly_quota_exceeded']);
  await setCap({ monthly_spend_cap_usd: formatMoney(parseMoney(spent) + 1n) });
  assert.equal((await chat()).status, 200);
  assert.deepEqual(await refusal(chat()), [429, 'tenant_monthly_quota_exceeded']);
});

test('over its cap a key may still end itself: it may have leaked', async (t) => {
  const { call } = await startLocal(t);
  const { key, id, setCap } = await spendOnce(call);
  await setCap({ monthly_spend_cap_usd: '0.00000001' });
  assert.equal((await call(`/keys/${id}`, { key, method: 'DELETE' })).status, 204);
  assert.deepEqual(await refusal(call('/keys', { key })), [401, 'invalid_api_key']);
});

test('over its cap a key may look at keys and raise its cap, and nothing else; other keys go on', async (t) => {
  const { call } = await startLocal(t);
  const { key, chat, setCap } = await spendOnce(call);
  await setCap({ monthly_spend_cap_usd: '0.00000001' });
  for (const path of ['/models', '/billing/balance', '/conversations', '/keysmith'])
    assert.equal((await call(path, { key })).status, 429, path);
  assert.equal((await call('/keys', { key, body: { name: 'another' } })).status, 429);
  assert.equal((await call('/keys', { key })).status, 200);
  assert.equal((await call('/chat/completions', { body: ask('Hello') })).status, 200);
  const { key: cleared } = await read<{ key: KeyShape }>(setCap({ clear: true }));
  assert.equal(cleared.monthly_spend_cap_usd, null);
  assert.equal((await chat()).status, 200);
});

test('the month ends at midnight UTC, and the refusal says in how many seconds', async (t) => {
  const clock = ownClock('2026-11-30T23:59:50Z');
  const { call } = await startLocal(t, { clock });
  const { chat, setCap } = await spendOnce(call);
  await setCap({ monthly_spend_cap_usd: '0.00000001' });
  const refused = await chat();
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), '10');
  clock.pass(9_999);
  assert.equal((await chat()).status, 429);
  clock.pass(1);
  assert.equal((await chat()).status, 200);
  assert.equal((await chat()).status, 429);
});
