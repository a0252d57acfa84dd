import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Call, caller, key, ownClock, read, refusal, startLocal } from './start-local.ts';

interface Checkout {
  checkout_url: string;
  checkout_id: string;
  amount_usd: string;
  status: string;
  idempotency_key: string;
  expires_at: string;
}

const order = (amount_usd: unknown, idempotency_key = 'topup-2026-04-27-001') => ({
  body: { amount_usd, idempotency_key },
});
const balanceOf = async (call: Call) =>
  (await read<{ balance_usd: string }>(call('/billing/balance'))).balance_usd;

test('credits what was paid on its page, and nothing before', async (t) => {
  const { call } = await startLocal(t, { openingBalance: '1' });
  const answer = await call('/billing/checkout', order(20));
  assert.equal(answer.status, 201);
  const checkout = await read<Checkout>(answer);
  assert.partialDeepStrictEqual(checkout, { amount_usd: '20.00000000', status: 'open' });
  const page = await fetch(checkout.checkout_url);
  assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
  const html = await page.text();
  assert.match(html, /<button>Pay \$20\.00<\/button>/);
  assert.doesNotMatch(html, /<script/);
  assert.equal(await balanceOf(call), '1.00000000');
  const paid = await fetch(checkout.checkout_url, { method: 'POST' });
  assert.match(await paid.text(), /<h1>Paid<\/h1>/);
  assert.equal(await balanceOf(call), '21.00000000');
});

test('the page speaks the language that the browser asks for', async (t) => {
  const { call } = await startLocal(t);
  const { checkout_url } = await read<Checkout>(call('/billing/checkout', order(1234.5)));
  const pageIn = async (language: string, url = checkout_url) => {
    const page = await fetch(url, { headers: { 'accept-language': language } });
    assert.equal(page.headers.get('vary'), 'Accept-Language');
    return page.text();
  };
  const german = await pageIn('de-AT,de;q=0.9,en;q=0.5');
  assert.match(german, /<html lang="de" dir="ltr">/);
  assert.match(german, /<button>1\.234,50\s\$ bezahlen<\/button>/);
  assert.match(await pageIn('ar'), /<html lang="ar" dir="rtl">/);
  assert.match(await pageIn('ja', `${checkout_url}x`), /<h1>支払いが見つかりません<\/h1>/);
  for (const tag of ['zh-Hant-TW', 'zh-HK', 'sv, zh-Hant;q=0.5'])
    assert.match(await pageIn(tag), /<h1>儲值餘額<\/h1>/, tag);
  assert.match(await pageIn('zh-Hans-HK'), /<h1>余额充值<\/h1>/);
  assert.match(await pageIn('pt'), /<html lang="pt-BR"/);
  assert.match(await pageIn('tlh'), /<button>Pay \$1,234\.50<\/button>/);
});

test('the page has the address by which the API was asked, or the one it was told', async (t) => {
  const { url, call } = await startLocal(t);
  const asked = caller(url.replace('127.0.0.1', 'localhost'));
  const { checkout_url } = await read<Checkout>(asked('/billing/checkout', order(1)));
  assert.equal(new URL(checkout_url).hostname, 'localhost');
  assert.match((await read<Checkout>(call('/billing/checkout', order(1)))).checkout_url, /127/);
  const told = await startLocal(t, { publicUrl: 'https://pay.example.com/' });
  const page = await read<Checkout>(told.call('/billing/checkout', order(1)));
  assert.match(page.checkout_url, /^https:\/\/pay\.example\.com\/checkout\/cs_/);
  await assert.rejects(startLocal(t, { publicUrl: 'pay.example.com' }), /publicUrl must be/);
});

test('the same key is the same checkout, however often it is asked for and paid', async (t) => {
  const { call } = await startLocal(t, { openingBalance: '0' });
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => call('/billing/checkout', order(5.5))),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array(7).fill(200), 201]);
  const checkouts = await Promise.all(answers.map((answer) => read<Checkout>(answer)));
  assert.equal(new Set(checkouts.map(({ checkout_id }) => checkout_id)).size, 1);
  const [{ checkout_url } = { checkout_url: '' }] = checkouts;
  await Promise.all(Array.from({ length: 8 }, () => fetch(checkout_url, { method: 'POST' })));
  assert.equal(await balanceOf(call), '5.50000000');
  const again = await read<Checkout>(call('/billing/checkout', order(5.5)));
  assert.equal(again.status, 'paid');
});

test('the same key with another amount is a conflict; with another account it is another top-up', async (t) => {
  const { call } = await startLocal(t);
  const first = await read<Checkout>(call('/billing/checkout', order(20)));
  const conflict = call('/billing/checkout', order(20.01));
  assert.deepEqual(await refusal(conflict), [409, 'idempotency_conflict']);
  const others = await read<Checkout>(
    call('/billing/checkout', { ...order(30), key: 'sk-xc-local-somebody-else' }),
  );
  assert.notEqual(others.checkout_id, first.checkout_id);
});

test('an amount is read digit by digit', async (t) => {
  const { url, call } = await startLocal(t);
  const post = (body: string) =>
    fetch(`${url}/billing/checkout`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    });
  const send = (digits: string) =>
    post(`{"amount_usd": ${digits}, "idempotency_key": ${JSON.stringify(digits)}}`);
  for (const [digits, amount] of [
    ['20.10', '20.10000000'],
    ['0.01', '0.01000000'],
    ['999999.99', '999999.99000000'],
    ['1.50000000000000000000', '1.50000000'],
  ] as const)
    assert.equal((await read<Checkout>(send(digits))).amount_usd, amount);
  const withMark = '\uFEFF{"amount_usd": 7, "idempotency_key": "byte order mark"}';
  assert.equal((await read<Checkout>(post(withMark))).amount_usd, '7.00000000');
  for (const digits of [
    '0',
    '-1',
    '0.001',
    '20.0000000000000000001',
    '1e2',
    '1e400',
    '1000000',
    '"20"',
    'null',
  ])
    assert.deepEqual(await refusal(send(digits)), [422, 'validation_error'], digits);
  for (const idempotency_key of ['', 'k'.repeat(256), 7])
    assert.equal(
      (await call('/billing/checkout', { body: { amount_usd: 1, idempotency_key } })).status,
      422,
    );
});

test('after a day a checkout can no longer be paid', async (t) => {
  const clock = ownClock('2026-11-22T12:00:00Z');
  const { call } = await startLocal(t, { clock, openingBalance: '0' });
  const { checkout_url, expires_at } = await read<Checkout>(call('/billing/checkout', order(20)));
  assert.equal(expires_at, '2026-11-23T12:00:00.000Z');
  clock.pass(86_400_000);
  const late = await fetch(checkout_url, { method: 'POST' });
  assert.match(await late.text(), /Too late to pay/);
  assert.equal(await balanceOf(call), '0.00000000');
});

test('shows what the reference says as text, and a page for an address that is none', async (t) => {
  const { call } = await startLocal(t);
  const { checkout_url } = await read<Checkout>(
    call('/billing/checkout', order(1, '<img src=x onerror=alert(1)>')),
  );
  const html = await (await fetch(checkout_url)).text();
  assert.ok(!html.includes('<img') && html.includes('&#60;img'));
  const missing = await fetch(new URL('cs_nothing', checkout_url), { method: 'POST' });
  assert.equal(missing.status, 404);
  assert.match(await missing.text(), /No such payment/);
});
