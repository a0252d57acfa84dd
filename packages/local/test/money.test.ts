import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import Big from 'big.js';
import fc from 'fast-check';
import { Accounts } from '../src/accounts.ts';
import { summarizeUsage } from '../src/billing/usage-summary.ts';
import { CheckoutStore } from '../src/checkout/checkout-store.ts';
import { Database } from '../src/database/database.ts';
import { Generations } from '../src/generations.ts';
import { KeySpend } from '../src/keys/key-spend.ts';
import { KeyStore } from '../src/keys/key-store.ts';
import { SpendAlerts } from '../src/keys/spend-alerts.ts';
import { formatMoney, parseMoney } from '../src/money.ts';
import { Users } from '../src/users.ts';
import { WebhookOutbox } from '../src/webhooks/webhook-outbox.ts';

const seed = Date.now();

/** Names the seed, also with what fails: it takes no more to see the same again. */
function withSeed(work: () => void) {
  return (t: TestContext) => {
    t.diagnostic(`fast-check seed ${seed}`);
    try {
      work();
    } catch (cause) {
      throw new Error(`with the fast-check seed ${seed}`, { cause });
    }
  };
}

const digits = (least: number, most: number) =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength: least, maxLength: most });
const amount = fc
  .tuple(fc.boolean(), digits(1, 15), digits(0, 8))
  .map(([isNegative, whole, fraction]) => {
    const point = fraction.length > 0 ? '.' : '';
    return `${isNegative ? '-' : ''}${whole.join('')}${point}${fraction.join('')}`;
  });

test(
  'amounts are read, added and written as exactly as by another decimal library',
  withSeed(() => {
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const sum = formatMoney(parseMoney(one) + parseMoney(other));
        // Big writes a negative zero; an amount of nothing has no sign.
        assert.equal(
          sum,
          new Big(one)
            .plus(other)
            .toFixed(8)
            .replace(/^-(?=0\.0{8}$)/, ''),
        );
      }),
      { seed, numRuns: 1000 },
    );
  }),
);

test('what is no exact amount is refused', () => {
  for (const text of ['', '.', '1.', '.5', '1e3', '+1', ' 1', '0x1', '1.123456789', 'NaN', '１'])
    assert.throws(() => parseMoney(text), RangeError, text);
});

type Operation =
  | { tier: 'fast' | 'balanced' | 'passthrough' | 'byok'; input: number; output: number }
  | { cents: number; times: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      tier: fc.constantFrom(
        'fast' as const,
        'balanced' as const,
        'passthrough' as const,
        'byok' as const,
      ),
      input: fc.nat(2_000_000),
      output: fc.nat(200_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      cents: fc.integer({ min: 1, max: 99_999_999 }),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
);

const listPrices = { fast: [0.5, 1.5], balanced: [3, 12], passthrough: [3.15, 12.6], byok: [0, 0] };

function ledger() {
  const database = new Database(':memory:');
  let now = Date.parse('2026-11-30T23:00:00Z');
  const clock = { now: () => now, sleep: async () => {} };
  const accounts = new Accounts(database, { clock, openingBalance: '25.00', plan: 'payg' });
  const keys = new KeyStore({
    database,
    accounts,
    users: new Users({ database, accounts, clock }),
    clock,
  });
  const spend = new KeySpend(database, clock);
  const outbox = new WebhookOutbox({ database, clock, webhooks: 'loopback', log: () => {} });
  const alerts = new SpendAlerts({ keys, spend, outbox, clock });
  const generations = new Generations({ database, accounts, spend, alerts, clock });
  const checkouts = new CheckoutStore({ database, accounts, clock });
  const pass = (ms: number) => {
    now += ms;
  };
  return { database, accounts, keys, generations, checkouts, clock, pass };
}

test(
  'over 10,000 random replies and top-ups, balance, usage and keys add up to the last digit',
  withSeed(() => {
    const [operations = []] = fc.sample(
      fc.array(operation, { minLength: 10_000, maxLength: 10_000, size: 'max' }),
      { seed, numRuns: 1 },
    );
    const { database, accounts, keys, generations, checkouts, clock, pass } = ledger();
    const first = keys.admit('sk-xc-local-property');
    assert.ok(first);
    const owner = { account: first.account, user: first.user };
    const second = keys.create(owner, { name: 'second', cap: null }).key;
    let balance = new Big(25);
    let cost = new Big(0);
    for (const [index, step] of operations.entries()) {
      // About two months, so that days and months change on the way.
      pass(500_000);
      if ('tier' in step) {
        const key = index % 2 ? first : second;
        const account = accounts.get(first.account);
        const generation = generations.start({ account, key, model: 'any', tier: step.tier });
        generations.settle(generation, { inputTokens: step.input, outputTokens: step.output });
        const [input = 0, output = 0] = listPrices[step.tier];
        const price = new Big(input)
          .times(step.input)
          .plus(new Big(output).times(step.output))
          .div(1_000_000);
        cost = cost.plus(price);
        balance = balance.minus(price);
      } else {
        const cents = BigInt(step.cents) * 1_000_000n;
        for (let time = 0; time < step.times; time++)
          checkouts.pay(checkouts.open(first.account, cents, `top-up ${index}`).checkout.id);
        balance = balance.plus(new Big(step.cents).div(100));
      }
    }
    assert.equal(formatMoney(accounts.get(first.account).balance), balance.toFixed(8));
    const usage = summarizeUsage(database, { account: first.account, days: 365, now: clock.now() });
    assert.equal(usage.total.cost_usd, cost.toFixed(8));
    for (const parts of [usage.daily, Object.values(usage.by_tier)])
      assert.equal(
        parts.reduce((sum, { cost_usd }) => sum.plus(cost_usd), new Big(0)).toFixed(8),
        cost.toFixed(8),
      );
    const months = database.prepare('SELECT spent FROM key_spend').all();
    assert.ok(months.length >= 4);
    assert.equal(
      months.reduce((sum, { spent }) => sum.plus(spent as string), new Big(0)).toFixed(8),
      cost.toFixed(8),
    );
  }),
);
