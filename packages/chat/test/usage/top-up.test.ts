import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { CheckoutResponse } from '@nexevo/protocol';
import type { LitElement } from 'lit';
import { TopUp } from '../../src/nexevo-usage/top-up.ts';

/** A checkout that is open, before an account whose balance the test moves; the page opens no tab of its own. */
async function openCheckout(
  t: TestContext,
  { before = '25.00' as string | null, isSeen = true } = {},
) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const account = { balance: before as string | undefined, looks: 0, refreshes: 0 };
  const host = {
    requestUpdate() {},
    dispatchEvent: () => false,
    updateComplete: Promise.resolve(true),
    shadowRoot: { activeElement: null, querySelector: () => null },
  } as unknown as LitElement;
  const topUp = new TopUp(host, {
    checkout: async ({ amount_usd, idempotency_key }): Promise<CheckoutResponse> => ({
      checkout_url: 'https://pay.example.com/1',
      amount_usd,
      idempotency_key,
      balance: before === null ? null : { amount: before, currency: 'USD' },
    }),
    look: async () => {
      account.looks += 1;
      return account.balance;
    },
    refresh: async () => {
      account.refreshes += 1;
    },
    isSeen: () => isSeen,
  });
  topUp.open();
  await topUp.pay();
  assert.equal(topUp.step, 'waiting');
  /** What was due in so many seconds has happened. */
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      t.mock.timers.tick(1000);
      await new Promise(setImmediate);
    }
  };
  return { topUp, account, pass };
}

test('a payment is seen without anybody coming back, and everything is asked for anew', async (t) => {
  const { topUp, account, pass } = await openCheckout(t);
  await pass(60);
  assert.equal(topUp.step, 'waiting');
  account.balance = '45.00';
  await pass(30);
  assert.equal(topUp.step, 'paid');
  assert.equal(account.refreshes, 1);
  const { looks } = account;
  await pass(120);
  assert.equal(account.looks, looks);
});

test('looks become rarer and end after some minutes; to ask begins them again', async (t) => {
  const { topUp, account, pass } = await openCheckout(t);
  await pass(60);
  const first = account.looks;
  await pass(60);
  const second = account.looks - first;
  assert.ok(first > second && second >= 2, `${first}, then ${second}`);
  await pass(900);
  const { looks } = account;
  assert.ok(looks < 30, `${looks} looks`);
  await pass(900);
  assert.equal(account.looks, looks);
  assert.equal(topUp.isLate, false);
  topUp.look();
  await pass(1);
  assert.equal(account.looks, looks + 1);
  assert.equal(topUp.isLate, true);
  await pass(60);
  assert.ok(account.looks > looks + 2);
});

for (const when of ['while the page is hidden', 'when it was before the payment page was known']) {
  test(`nobody looks ${when}, and coming back does`, async (t) => {
    const isSeen = when.startsWith('while');
    const { topUp, account, pass } = await openCheckout(t, { isSeen });
    if (isSeen) topUp.pause();
    await pass(600);
    assert.equal(account.looks, 0);
    account.balance = '45.00';
    topUp.look();
    await pass(1);
    assert.equal(topUp.step, 'paid');
  });
}

test('what was spent meanwhile hides no payment, and what was lost on the way is no payment', async (t) => {
  const { topUp, account, pass } = await openCheckout(t);
  for (const balance of ['20.00', undefined, '12.50']) {
    account.balance = balance;
    await pass(30);
    assert.equal(topUp.step, 'waiting');
  }
  account.balance = '13.50';
  await pass(30);
  assert.equal(topUp.step, 'paid');
});

test('where the gateway told no balance before, the first that it tells is what is waited to grow', async (t) => {
  const { topUp, account, pass } = await openCheckout(t, { before: null });
  account.balance = '25.00';
  await pass(60);
  assert.equal(topUp.step, 'waiting');
  account.balance = '25.01';
  await pass(60);
  assert.equal(topUp.step, 'paid');
});
