import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Balance, ChatCompletion, Usage } from '@nexevo/client';
import Big from 'big.js';
import { ask, type Call, key, ownClock, read as readBody, startLocal } from './start-local.ts';

const read = <Body>(call: Call, path: string) => readBody<Body>(call(path));

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
    'byok/openai/gpt-5': ['0', '0'],
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
  assert.deepEqual(Object.keys(usage.by_tier).sort(), ['balanced', 'byok', 'fast', 'passthrough']);
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

test('a plan takes its discount off the flat tiers, and off nothing else', async (t) => {
  const { local, call } = await startLocal(t, { plan: 'pro', openingBalance: '100' });
  assert.deepEqual(await read(call, '/billing/plan'), {
    plan: 'pro',
    name: 'Pro',
    monthly_fee_usd: '20.00000000',
    usage_discount_pct: 20,
    requests_per_minute: 1000,
  });
  const million = { inputTokens: 1_000_000, outputTokens: 1_000_000 };
  for (const model of ['nexevo/fast', 'nexevo/balanced', 'gpt-5'])
    local.addUsage(key, { model, ...million });
  const { by_tier } = await read<Usage>(call, '/billing/usage');
  assert.equal(by_tier.fast?.cost_usd, '1.60000000');
  assert.equal(by_tier.balanced?.cost_usd, '12.00000000');
  assert.equal(by_tier.passthrough?.cost_usd, '15.75000000');
});

test('hints at the cheapest plan for the last thirty days, and at none when today’s is it', async (t) => {
  const clock = ownClock('2026-11-22T12:00:00Z');
  const { local, call } = await startLocal(t, { clock, openingBalance: '10000' });
  const hint = () => read<{ hint: object | null }>(call, '/billing/upgrade-hint');
  assert.deepEqual(await hint(), { hint: null });
  // 100 dollars: the discount of Pro is exactly its fee.
  const hundred = { model: 'nexevo/balanced', inputTokens: 0, outputTokens: 8_333_333 };
  local.addUsage(key, hundred);
  assert.deepEqual(await hint(), { hint: null });
  local.addUsage(key, hundred);
  assert.deepEqual(await hint(), {
    hint: {
      recommend_plan: 'pro',
      savings_pct: 9.9,
      current_cost_usd: '199.99999200',
      recommended_cost_usd: '179.99999360',
    },
  });
  for (let time = 0; time < 30; time++) local.addUsage(key, hundred);
  assert.partialDeepStrictEqual(await hint(), { hint: { recommend_plan: 'business' } });
  clock.pass(31 * 86_400_000);
  assert.deepEqual(await hint(), { hint: null });
});
