import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import type { CheckoutResponse, ErrorResponse, UsageResponse } from '@nexevo/protocol';
import express, { type Express } from 'express';
import { balanceOutlook } from '../src/balance-outlook.ts';
import type { ProxyOptions } from '../src/index.ts';
import { systemClock } from '../src/upstream/queue/clock.ts';
import { apiKey, type Fixture, startProxy, Visitor } from './fixture.ts';

const operatorToken = 'the-operator-token-of-this-test-0123';
const order = { amount_usd: '20.10', idempotency_key: 'topup-2026-11-28' };

async function openSite(t: TestContext): Promise<Fixture & { operator: Visitor }> {
  const fixture = await startProxy(t, { operatorToken });
  return { ...fixture, operator: new Visitor(fixture.url, operatorToken) };
}

/** A proxy before a gateway that differs from the local one in some routes. */
async function openBefore(
  t: TestContext,
  gateway: Express,
  options: Partial<ProxyOptions> = {},
): Promise<Visitor> {
  const { local } = await startProxy(t);
  const server = gateway.use(local.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const upstreamUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const { url } = await startProxy(t, { operatorToken, upstreamUrl, ...options });
  return new Visitor(url, operatorToken);
}

/** Notes each question about billing and passes it on. */
function counting(asked: string[]): Express {
  return express().use('/v1/billing', (request, _response, next) => {
    asked.push(request.path);
    next();
  });
}

async function refusal(answer: Promise<Response>): Promise<[number, string, string]> {
  const response = await answer;
  const { error } = (await response.json()) as ErrorResponse;
  return [response.status, error.code, error.message];
}

const look = (operator: Visitor, days = 7) =>
  operator.json<UsageResponse>('GET', `/usage?days=${days}`);

describe('GET /usage', () => {
  it('has balance, days, tiers, plan, hint and how long the balance lasts', async (t) => {
    const { local, operator } = await openSite(t);
    local.addUsage(apiKey, { model: 'nexevo/balanced', inputTokens: 1e6, outputTokens: 1e6 });
    local.addUsage(apiKey, { model: 'nexevo/fast', inputTokens: 1000, outputTokens: 1000 });
    const { balance, outlook, usage, plan, upgrade } = await look(operator);
    assert.deepEqual(balance, { amount: '9.99800000', currency: 'USD' });
    assert.deepEqual(outlook, { low: true, days_left: 4 });
    assert.equal(usage?.days.length, 7);
    assert.equal(usage?.days.at(-1)?.cost, '15.00200000');
    assert.deepEqual(Object.keys(usage?.by_tier ?? {}).sort(), ['balanced', 'fast']);
    assert.deepEqual(plan, { id: 'payg', name: 'Pay as you go', monthly_fee: '0.00000000' });
    assert.equal(upgrade, null);
  });

  it('asks the gateway once for many who look at the same time, and for a minute', async (t) => {
    const asked: string[] = [];
    const operator = await openBefore(t, counting(asked));
    await Promise.all(Array.from({ length: 5 }, () => look(operator)));
    await look(operator);
    assert.deepEqual(asked.sort(), ['/balance', '/plan', '/upgrade-hint', '/usage']);
    await look(operator, 30);
    assert.deepEqual(asked.slice(4), ['/usage'], 'other days are other usage, and nothing else');
  });

  it('reckons with a week, however few days are looked at', async (t) => {
    const { local, operator } = await openSite(t);
    local.addUsage(apiKey, { model: 'nexevo/balanced', inputTokens: 1e6, outputTokens: 1e6 });
    const { outlook, usage } = await look(operator, 1);
    assert.equal(usage?.days.length, 1);
    assert.deepEqual(outlook, (await look(operator)).outlook);
  });

  it('leaves out what the gateway does not have, and does not ask for it again', async (t) => {
    let asked = 0;
    const gateway = express().get(
      ['/v1/billing/plan', '/v1/billing/upgrade-hint'],
      (_, response) => {
        asked += 1;
        response
          .status(404)
          .json({ error: { message: 'No', type: 'not_found', code: 'not_found' } });
      },
    );
    const operator = await openBefore(t, gateway);
    const { balance, usage, plan, upgrade } = await look(operator);
    assert.deepEqual([balance?.amount, usage?.days.length], ['25.00000000', 7]);
    assert.deepEqual([plan, upgrade], [null, null]);
    await look(operator);
    assert.equal(asked, 2);
  });

  it('shows the days where the balance fails, and asks for that again', async (t) => {
    let fails = true;
    const gateway = express().get('/v1/billing/balance', (_, response, next) => {
      if (!fails) return next();
      response.json({ balance_usd: '12.50', currency: 'dollars' });
    });
    const operator = await openBefore(t, gateway);
    const part = await look(operator);
    assert.deepEqual([part.balance, part.outlook, part.usage?.days.length], [null, null, 7]);
    fails = false;
    assert.equal((await look(operator)).balance?.amount, '25.00000000');
  });

  it('says what is wrong when neither can be had', async (t) => {
    const { local, operator } = await openSite(t);
    local.faults.set('unauthorized', { path: '/billing' });
    const [status, code] = await refusal(operator.request('GET', '/usage'));
    assert.deepEqual([status, code], [502, 'upstream_auth']);
    local.faults.set(null);
    assert.equal((await operator.request('GET', '/usage')).status, 200);
  });
});

describe('POST /checkout', () => {
  it('opens one checkout for a key, and what is paid there shows at once', async (t) => {
    const { operator } = await openSite(t);
    await look(operator);
    const first = await operator.json<CheckoutResponse>('POST', '/checkout', order);
    assert.deepEqual(first.balance, { amount: '25.00000000', currency: 'USD' });
    assert.deepEqual(await operator.json('POST', '/checkout', order), first);
    assert.equal((await fetch(first.checkout_url, { method: 'POST' })).status, 200);
    assert.equal((await look(operator)).balance?.amount, '45.10000000');
  });

  it('refuses another amount under the same key, and an amount that is none, naming the field', async (t) => {
    const asked: string[] = [];
    const operator = await openBefore(t, counting(asked));
    await operator.json('POST', '/checkout', order);
    const post = (body: object) =>
      refusal(operator.request('POST', '/checkout', { ...order, ...body }));
    assert.deepEqual((await post({ amount_usd: '21' })).slice(0, 2), [409, 'idempotency_conflict']);
    // The balance that was asked for along with it has come.
    await look(operator);
    asked.length = 0;
    for (const amount_usd of ['0', '0.00', '-1', '1.001', '1e3', '', ' 1', '1,5', 20]) {
      const [status, code, message] = await post({ amount_usd });
      assert.deepEqual([status, code], [400, 'invalid_request'], String(amount_usd));
      assert.match(message, /^amount_usd: /);
    }
    assert.match((await post({ idempotency_key: 'short' }))[2], /^idempotency_key: /);
    assert.match((await post({ currency: 'EUR' }))[2], /currency/);
    assert.deepEqual(asked, [], 'the gateway was not asked');
    const key = 'topup-too-much';
    const [status, code] = await post({ amount_usd: '99999999', idempotency_key: key });
    assert.deepEqual([status, code], [422, 'checkout_refused']);
  });

  it('does not wait for a balance that does not come', async (t) => {
    const gateway = express().get('/v1/billing/balance', () => {});
    const timeouts = { bookkeepingMs: 600_000 };
    const operator = await openBefore(t, gateway, { timeouts });
    const checkout = await operator.json<CheckoutResponse>('POST', '/checkout', order);
    assert.equal(checkout.balance, null);
    assert.match(checkout.checkout_url, /^http/);
  });

  it('has the balance looked at closely from then on, unless it is refused', async (t) => {
    let ahead = 0;
    const { now } = systemClock;
    t.mock.method(systemClock, 'now', () => now() + ahead);
    const asked: string[] = [];
    const operator = await openBefore(t, counting(asked));
    const looks = async () => {
      asked.length = 0;
      for (let second = 0; second < 6; second += 2) {
        ahead += 2000;
        await look(operator);
      }
      return asked.filter((path) => path === '/balance').length;
    };
    const refused = { amount_usd: '99999999', idempotency_key: 'topup-too-much' };
    assert.equal((await operator.request('POST', '/checkout', refused)).status, 422);
    assert.ok((await looks()) <= 1);
    await operator.json('POST', '/checkout', order);
    assert.equal(await looks(), 3);
  });

  for (const checkout_url of [
    'javascript:alert(1)',
    'http://pay.example.com/',
    'https://user:word@pay.example.com/',
    '/pay',
    7,
  ]) {
    it(`hands no browser ${checkout_url}`, async (t) => {
      const gateway = express().post('/v1/billing/checkout', (_, response) => {
        response.status(201).json({ checkout_url });
      });
      const operator = await openBefore(t, gateway);
      const [status, code] = await refusal(operator.request('POST', '/checkout', order));
      assert.deepEqual([status, code], [502, 'upstream_invalid']);
    });
  }
});

describe('how long a balance lasts', () => {
  const day = (cost: string) => ({
    date: '2026-11-28',
    requests: 1,
    input_tokens: 1,
    output_tokens: 1,
    cost,
  });

  it('is reckoned from the latest seven days, to the last digit', () => {
    const days = [day('999'), ...Array.from({ length: 7 }, () => day('0.1'))];
    assert.deepEqual(balanceOutlook('1.0', days), { low: false, days_left: 10 });
    assert.deepEqual(balanceOutlook('0.99999999', days), { low: true, days_left: 9 });
    assert.deepEqual(balanceOutlook('-5', days), { low: true, days_left: 0 });
  });

  it('is not known when nothing is used', () => {
    assert.deepEqual(balanceOutlook('25.00', []), { low: false, days_left: null });
    assert.deepEqual(balanceOutlook('0.50', [day('0')]), { low: true, days_left: null });
  });
});
