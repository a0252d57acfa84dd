import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Balance, ChatCompletion, Usage } from '@nexevo/client';
import Big from 'big.js';
import { ask, type Call, startLocal } from './start-local.ts';

async function read<Body>(call: Call, path: string): Promise<Body> {
  return (await (await call(path)).json()) as Body;
}

test('a new key starts with the opening balance', async (t) => {
  const { call } = await startLocal(t, { openingBalance: '7.5' });
  const balance = await read<Balance>(call, '/billing/balance');
  assert.deepEqual(balance, { balance_usd: '7.50000000', currency: 'USD' });
});

test('balance and usage move by exactly what each tier costs', async (t) => {
  const { call } = await startLocal(t, { openingBalance: '25.00' });
  const prices = {
    'nexevo/fast': ['0.5', '1.5'],
    'nexevo/auto': ['3', '12'],
    'gpt-5': ['3.15', '12.6'],
  };
  let cost = new Big(0);
  for (const [model, [input, output]] of Object.entries(prices)) {
    const answer = await call('/chat/completions', { body: ask('What does it cost?', { model }) });
    const { usage } = (await answer.json()) as ChatCompletion;
    cost = cost
      .plus(new Big(input as string).times(usage?.prompt_tokens ?? 0).div(1_000_000))
      .plus(new Big(output as string).times(usage?.completion_tokens ?? 0).div(1_000_000));
  }
  const { balance_usd } = await read<Balance>(call, '/billing/balance');
  assert.equal(new Big(25).minus(cost).toFixed(8), balance_usd);
  const usage = await read<Usage>(call, '/billing/usage?days=3');
  assert.equal(usage.total.cost_usd, cost.toFixed(8));
  assert.deepEqual(Object.keys(usage.by_tier).sort(), ['balanced', 'fast', 'passthrough']);
});

test('usage has one row a day, oldest first, days without use included', async (t) => {
  let now = Date.parse('2026-11-20T23:59:00Z');
  const clock = { now: () => now, sleep: async () => {} };
  const { call } = await startLocal(t, { clock });
  await call('/chat/completions', { body: ask('Hello') });
  now = Date.parse('2026-11-22T00:01:00Z');
  await call('/chat/completions', { body: ask('Hello') });
  const usage = await read<Usage>(call, '/billing/usage?days=3');
  assert.deepEqual(
    usage.daily.map(({ date, requests }) => [date, requests]),
    [
      ['2026-11-20', 1],
      ['2026-11-21', 0],
      ['2026-11-22', 1],
    ],
  );
  assert.equal((await read<Usage>(call, '/billing/usage?days=1')).total.requests, 1);
  assert.equal((await call('/billing/usage?days=0')).status, 422);
});

test('refuses chat with insufficient_balance once the balance is spent, and nothing else', async (t) => {
  const { call } = await startLocal(t, { openingBalance: '0.000001' });
  assert.equal((await call('/chat/completions', { body: ask('Hello') })).status, 200);
  const refused = await call('/chat/completions', { body: ask('Hello') });
  assert.equal(refused.status, 402);
  const { error } = (await refused.json()) as { error: object };
  assert.partialDeepStrictEqual(error, { type: 'insufficient_balance', code: 'account_suspended' });
  assert.equal((await call('/conversations')).status, 200);
});
