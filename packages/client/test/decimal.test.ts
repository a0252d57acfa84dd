import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDecimal, parseDecimal } from '@nexevo/client';
import fc from 'fast-check';
import { json, scriptedGateway } from './scripted-gateway.ts';

test('digits are an amount, whatever their number, and nothing else is', () => {
  for (const amount of [
    '0',
    '-0.01',
    '19.99',
    '00.10',
    '123456789012345678901234567890.123456789',
  ]) {
    assert.equal(parseDecimal(amount), amount);
  }
  for (const text of ['', ' 1', '1.', '.5', '1e3', '1,5', '+1', 'NaN', '0x1', '１']) {
    assert.equal(parseDecimal(text), undefined, text);
    assert.equal(isDecimal(text), false, text);
  }
});

test('of numbers only whole ones are an amount', () => {
  assert.equal(parseDecimal(20), '20');
  for (const number of [19.99, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    assert.equal(parseDecimal(number), undefined, String(number));
  }
});

const answers: [sent: string, read: string][] = [
  ['"19.998740"', '19.998740'],
  ['19.10', '19.10'],
  ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
  ['1e2', '100'],
  ['1.25E+1', '12.5'],
  ['-1.5e-3', '-0.0015'],
  ['12e-1', '1.2'],
];
for (const [sent, read] of answers) {
  test(`an amount of ${sent} in an answer is read as its digits`, async (t) => {
    const { client } = await scriptedGateway(t, [
      (response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`{"balance_usd":${sent},"currency":"USD"}`),
    ]);
    assert.equal((await client.billing.balance()).balance_usd, read);
  });
}

for (const amount of ['', 'free', true, {}, '1e2']) {
  test(`${JSON.stringify(amount)} where an amount belongs is no answer`, async (t) => {
    const { client } = await scriptedGateway(t, [json(200, { balance_usd: amount })]);
    await assert.rejects(client.billing.balance(), {
      name: 'InvalidResponseError',
      code: 'unexpected_shape',
      message: 'The gateway answered with "balance_usd" that is no amount.',
    });
  });
}

test('a cap that is not there is null', async (t) => {
  const key = { key_id: 'k', monthly_spend_cap_usd: null, spent_this_month_usd: 0 };
  const { client } = await scriptedGateway(t, [json(200, { keys: [key] })]);
  const [read] = (await client.keys.list()).keys;
  assert.deepEqual([read?.monthly_spend_cap_usd, read?.spent_this_month_usd], [null, '0']);
});

test('metadata is nobody’s amount and stays as it is', async (t) => {
  const metadata = { price_usd: 1.5, note_usd: 'about five' };
  const { client } = await scriptedGateway(t, [json(200, { messages: [], metadata })]);
  assert.deepEqual((await client.conversations.get('c')).metadata, metadata);
});

test('an amount to pay leaves with the digits it was given in', async (t) => {
  const { client, requests } = await scriptedGateway(t, [json(200, { checkout_url: 'u' })]);
  const digits = fc.tuple(
    fc.bigInt({ min: 1n, max: 10n ** 30n }),
    fc.stringMatching(/^(\.\d{1,12})?$/),
  );
  for (const [whole, fraction] of fc.sample(digits, { numRuns: 50, seed: 7 })) {
    const amount = `${whole}${fraction}`;
    await client.billing.checkout({ amount_usd: amount, idempotency_key: 'k' });
    assert.equal(requests.at(-1)?.body, `{"amount_usd":${amount},"idempotency_key":"k"}`);
  }
});

test('leading zeros, which JSON does not know, are left out', async (t) => {
  const { client, requests } = await scriptedGateway(t, [json(200, { checkout_url: 'u' })]);
  await client.billing.checkout({ amount_usd: '007.50', idempotency_key: 'k' });
  assert.equal(requests[0]?.body, '{"amount_usd":7.50,"idempotency_key":"k"}');
});
