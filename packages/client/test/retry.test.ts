import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectionError, type NexevoClient, RateLimitError, UpstreamError } from '@nexevo/client';
import { chunk, events, json, question, refusal, scriptedGateway } from './scripted-gateway.ts';

const balance = json(200, { balance_usd: '1.00', currency: 'USD' });
const busy = refusal(429, 'rate_limit_exceeded');

for (const status of [429, 502, 503, 504]) {
  test(`a GET is asked again after ${status}`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [refusal(status, 'x'), balance]);
    assert.equal((await client.billing.balance()).balance_usd, '1.00');
    assert.equal(requests.length, 2);
  });
}

test('a GET is asked again after a lost connection, in the middle of the body too', async (t) => {
  const { client, requests } = await scriptedGateway(
    t,
    [
      (response) => response.socket?.resetAndDestroy(),
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"balance_usd":', () => response.socket?.resetAndDestroy());
      },
      (response) => response.socket?.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'),
      balance,
    ],
    { maxRetries: 3 },
  );
  assert.equal((await client.billing.balance()).balance_usd, '1.00');
  assert.equal(requests.length, 4);
});

const idempotent: Record<string, (client: NexevoClient) => Promise<unknown>> = {
  PATCH: (client) => client.conversations.update('c', { title: 'New' }),
  DELETE: (client) => client.conversations.delete('c'),
};
for (const [name, call] of Object.entries(idempotent)) {
  test(`a ${name} is sent again after 503`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [refusal(503, 'x'), json(200, {})]);
    await call(client);
    assert.equal(requests.length, 2);
  });
}

const posts: Record<string, (client: NexevoClient) => Promise<unknown>> = {
  'a chat': (client) => client.chat.completions.create(question),
  'a streamed chat': (client) => client.chat.completions.stream(question),
  'a new conversation': (client) => client.conversations.create(),
  'an append': (client) =>
    client.conversations.appendMessage('c', { role: 'user', content: 'Hello' }),
  'a rating': (client) => client.feedback.submit({ generation_id: 'g', rating: 1 }),
};
for (const [name, call] of Object.entries(posts)) {
  test(`${name} is sent again after 429, but not after 502 or a lost connection`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [
      busy,
      refusal(502, 'upstream_error'),
      (response) => response.socket?.resetAndDestroy(),
    ]);
    await assert.rejects(call(client), UpstreamError);
    assert.equal(requests.length, 2);
    await assert.rejects(call(client), ConnectionError);
    assert.equal(requests.length, 3);
  });
}

test('a chat is not sent again after its first byte', async (t) => {
  const { client, requests } = await scriptedGateway(t, [events([chunk('a')])]);
  await assert.rejects(async () => {
    for await (const _ of await client.chat.completions.stream(question));
  });
  assert.equal(requests.length, 1);
});

test('it gives up after maxRetries', async (t) => {
  const { client, requests } = await scriptedGateway(t, [busy], { maxRetries: 3 });
  await assert.rejects(client.billing.balance(), RateLimitError);
  assert.equal(requests.length, 4);
});

for (const status of [400, 401, 402, 403, 404, 409, 500]) {
  test(`${status} is final`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [refusal(status, 'x')]);
    await assert.rejects(client.billing.balance());
    assert.equal(requests.length, 1);
  });
}

test("the month's quota is final", async (t) => {
  const { client, requests } = await scriptedGateway(t, [
    refusal(429, 'tenant_monthly_quota_exceeded'),
  ]);
  await assert.rejects(client.billing.balance(), RateLimitError);
  assert.equal(requests.length, 1);
});

test('it waits as long as Retry-After asks', async (t) => {
  const { client } = await scriptedGateway(t, [
    refusal(429, 'rate_limit_exceeded', { 'retry-after': '1' }),
    balance,
  ]);
  const start = performance.now();
  await client.billing.balance();
  const took = performance.now() - start;
  assert.ok(took >= 990, `took ${took} ms`);
});

const wishes: Record<string, () => Record<string, string>> = {
  'Retry-After in seconds': () => ({ 'retry-after': '30' }),
  'Retry-After as a date': () => ({ 'retry-after': new Date(Date.now() + 30_000).toUTCString() }),
  "Retry-After as a date of RFC 850's": () => ({
    date: 'Sunday, 06-Nov-94 08:49:07 GMT',
    'retry-after': 'Sunday, 06-Nov-94 08:49:37 GMT',
  }),
  "Retry-After as a date of C's": () => ({
    date: 'Sun, 06 Nov 1994 08:49:07 GMT',
    'retry-after': 'Sun Nov  6 08:49:37 1994',
  }),
  ...Object.fromEntries(
    ['-1', '5, 10', '1e3', '', '0x1', 'Nov 6', '2026-11-29T08:00:00Z'].map((odd) => [
      `X-RateLimit-Reset where Retry-After is "${odd}"`,
      () => ({ 'retry-after': odd, 'x-ratelimit-reset': '30' }),
    ]),
  ),
  'X-RateLimit-Reset in seconds': () => ({ 'x-ratelimit-reset': '30' }),
  'X-RateLimit-Reset as an epoch': () => ({
    'x-ratelimit-reset': String(Math.round(Date.now() / 1000) + 30),
  }),
  'X-RateLimit-Reset as an epoch in ms': () => ({
    'x-ratelimit-reset': String(Date.now() + 30_000),
  }),
};
for (const [name, headers] of Object.entries(wishes)) {
  test(`a longer wait than the caller allows fails at once with retryAfter: ${name}`, async (t) => {
    const { client, requests } = await scriptedGateway(t, [
      (response, request) => refusal(429, 'x', headers())(response, request),
    ]);
    await assert.rejects(client.billing.balance(), (error) => {
      assert.ok(error instanceof RateLimitError);
      const { retryAfter = 0 } = error;
      // Generous to a busy machine, yet far from what an epoch misread would be.
      assert.ok(retryAfter >= 20 && retryAfter <= 60, `retryAfter is ${retryAfter}`);
      return true;
    });
    assert.equal(requests.length, 1);
  });
}

test('a wait longer than any number stays a number of seconds', async (t) => {
  const step = refusal(429, 'x', { 'retry-after': '9'.repeat(400) });
  const { client } = await scriptedGateway(t, [step]);
  await assert.rejects(client.billing.balance(), { retryAfter: 2 ** 31 });
});

test('a wait past the end of the call fails at once', async (t) => {
  const { client, requests } = await scriptedGateway(
    t,
    [refusal(429, 'x', { 'retry-after': '9' })],
    { timeout: 8000 },
  );
  await assert.rejects(client.billing.balance(), { name: 'RateLimitError', retryAfter: 9 });
  assert.equal(requests.length, 1);
});

test('an abort ends the wait before a retry', async (t) => {
  const controller = new AbortController();
  const { client, requests } = await scriptedGateway(t, [
    (response, request) => {
      response.on('close', () => controller.abort());
      refusal(429, 'x', { 'retry-after': '9' })(response, request);
    },
  ]);
  const start = performance.now();
  await assert.rejects(client.billing.balance({ signal: controller.signal }), {
    name: 'AbortError',
  });
  assert.ok(performance.now() - start < 8000);
  assert.equal(requests.length, 1);
});

test('every attempt is told, also one that got no answer', async (t) => {
  const told: (number | undefined)[] = [];
  const { client } = await scriptedGateway(
    t,
    [refusal(503, 'x'), (response) => response.socket?.resetAndDestroy(), balance],
    {
      onAttempt: ({ route, status, milliseconds }) => {
        assert.equal(route.path, '/billing/balance');
        assert.ok(milliseconds >= 0);
        told.push(status);
      },
    },
  );
  await client.billing.balance();
  assert.deepEqual(told, [503, undefined, 200]);
});
