import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type Gate, type GateOutcome, type GateRequest, RateLimitError } from '@nexevo/client';
import { Agent } from 'undici';
import {
  chunk,
  done,
  events,
  json,
  question,
  refusal,
  scriptedGateway,
} from './scripted-gateway.ts';

const limits = {
  'x-ratelimit-limit': '60',
  'x-ratelimit-remaining': '41',
  'x-ratelimit-reset': '17',
};

/** A gate that lets everybody through and writes down what it hears. */
class OpenGate implements Gate {
  readonly requests: GateRequest[] = [];
  readonly outcomes: GateOutcome[] = [];

  async enter(request: GateRequest) {
    this.requests.push(request);
    return (outcome: GateOutcome) => void this.outcomes.push(outcome);
  }
}

test('a gate hears of every answer, with the rate limit of its headers', async (t) => {
  const gate = new OpenGate();
  const stream = events([chunk('Hi', 'stop'), done], { headers: limits });
  const steps = [json(200, { balance_usd: '1.00' }, limits), stream];
  const { client } = await scriptedGateway(t, steps, { gate });
  await client.billing.balance({ pass: 'whose' });
  await Array.fromAsync(await client.chat.completions.stream(question));
  assert.deepEqual(
    gate.requests.map(({ route, pass }) => [route.path, pass]),
    [
      ['/billing/balance', 'whose'],
      ['/chat/completions', undefined],
    ],
  );
  const rateLimit = { limit: 60, remaining: 41, reset: 17 };
  const answered = { rateLimit, isTaken: true };
  assert.deepEqual(gate.outcomes, [answered, answered]);
});

test('headers that cannot be right are as good as none', async (t) => {
  const gate = new OpenGate();
  const headers = {
    'x-ratelimit-limit': 'NaN',
    'x-ratelimit-remaining': '-5',
    'x-ratelimit-reset': '1e99',
  };
  const { client } = await scriptedGateway(t, [json(200, { balance_usd: '1' }, headers)], { gate });
  await client.billing.balance();
  assert.deepEqual(gate.outcomes, [{ rateLimit: {}, isTaken: true }]);
});

test('a 429 is tried again when the gate lets it, however long the gateway asked to wait', async (t) => {
  const gate = new OpenGate();
  const refused = refusal(429, 'rate_limit_exceeded', { 'retry-after': '3600' });
  const steps = [refused, json(200, { balance_usd: '1.00' })];
  const { client } = await scriptedGateway(t, steps, { gate });
  const started = performance.now();
  assert.equal((await client.billing.balance()).balance_usd, '1.00');
  assert.ok(performance.now() - started < 60_000);
  const [first, second] = gate.outcomes;
  assert.ok(first?.error instanceof RateLimitError);
  assert.equal(first.error.retryAfter, 3600);
  assert.equal(second?.error, undefined);
  assert.deepEqual([first.isTaken, second?.isTaken], [false, true]);
});

test('the wait at the gate does not count against the timeout', async (t) => {
  const gate = { enter: () => delay(2500, () => {}) };
  const { client } = await scriptedGateway(t, [json(200, { balance_usd: '1.00' })], { gate });
  assert.equal((await client.billing.balance({ timeout: 2000 })).balance_usd, '1.00');
});

test('a gate hears whether a call that nobody waits for any more has left', async (t) => {
  const gate = new OpenGate();
  const leaving = new AbortController();
  const { signal } = leaving;
  const { client } = await scriptedGateway(t, [() => leaving.abort('left')], { gate });
  await assert.rejects(
    client.chat.completions.stream(question, { signal }),
    (why) => why === 'left',
  );
  const { promise: connecting, resolve } = Promise.withResolvers<void>();
  const dispatcher = new Agent({ connect: () => resolve() });
  t.after(() => dispatcher.destroy());
  const { client: waiting } = await scriptedGateway(t, [() => {}], { gate, dispatcher });
  const bored = new AbortController();
  const call = waiting.chat.completions.stream(question, { signal: bored.signal });
  await connecting;
  bored.abort('left');
  await assert.rejects(call, (why) => why === 'left');
  assert.deepEqual(
    gate.outcomes.map(({ isTaken }) => isTaken),
    [true, false],
  );
});

test('the timeout still ends a call that has passed the gate', async (t) => {
  const gate = new OpenGate();
  const { client } = await scriptedGateway(t, [() => {}], { gate });
  await assert.rejects(client.billing.balance({ timeout: 50 }), { code: 'timeout' });
  assert.equal(gate.outcomes.length, 1);
});

test('what the gate refuses with ends the call, and nothing is sent', async (t) => {
  const refusedBy = new RateLimitError('No room.', { code: 'queue_full', retryAfter: 3 });
  let asked = 0;
  const gate = {
    enter: () => {
      asked += 1;
      return Promise.reject(refusedBy);
    },
  };
  const { client, requests } = await scriptedGateway(t, [json(200, {})], { gate });
  await assert.rejects(client.billing.balance(), refusedBy);
  assert.deepEqual([asked, requests.length], [1, 0]);
});

test('an abort at the gate throws its own reason, and nothing is sent', async (t) => {
  const gate: Gate = {
    enter: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  };
  const { client, requests } = await scriptedGateway(t, [json(200, {})], { gate });
  const leaving = new AbortController();
  const call = client.chat.completions.stream(question, { signal: leaving.signal });
  leaving.abort('left');
  assert.equal(await call.then(String, (reason) => reason), 'left');
  assert.equal(requests.length, 0);
});
