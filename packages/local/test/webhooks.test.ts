import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { createLocal } from '@nexevo/local';
import type { Clock } from '../src/clock.ts';
import { Database } from '../src/database/database.ts';
import { WebhookOutbox } from '../src/webhooks/webhook-outbox.ts';
import { ask, type Call, caller, key, ownClock, read, startLocal } from './start-local.ts';

interface Letter {
  body: string;
  signature: string;
  delivery: string;
}

function dataFile(t: TestContext) {
  const folder = mkdtempSync(path.join(tmpdir(), 'nexevo-local-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'local.sqlite');
}

/** A receiver that answers with the given statuses, then with 204, and hands out what came. */
async function receive(t: TestContext, ...statuses: number[]) {
  const letters: Letter[] = [];
  const waiting: ((letter: Letter) => void)[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    response.writeHead(statuses.shift() ?? 204, { location: '/elsewhere' }).end();
    const letter = {
      body,
      signature: String(request.headers['x-nexevo-signature']),
      delivery: String(request.headers['x-nexevo-delivery']),
    };
    const taker = waiting.shift();
    if (taker) taker(letter);
    else letters.push(letter);
  }).listen(0, '127.0.0.1');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const next = async () =>
    letters.shift() ?? new Promise<Letter>((resolve) => waiting.push(resolve));
  return { url: `http://127.0.0.1:${port}/alert`, next, server, rest: letters };
}

/** A key of which a first reply has spent the whole cap; its webhook is told at once. */
async function overspend(call: Call, url: string) {
  const { keys } = await read<{ keys: { key_id: string }[] }>(call('/keys'));
  const patch = (what: string, body: object) =>
    call(`/keys/${keys[0]?.key_id}/${what}`, { method: 'PATCH', body });
  const { webhook_secret } = await read<{ webhook_secret: string }>(
    patch('alert-webhook', { url }),
  );
  await patch('spend-cap', { monthly_spend_cap_usd: '0.00000001' });
  await call('/chat/completions', { body: ask('Hello') });
  return { secret: webhook_secret, patch, key: keys[0]?.key_id };
}

test('tells the webhook, signed, that the cap is spent', async (t) => {
  const { call } = await startLocal(t);
  const { url, next } = await receive(t);
  const { secret } = await overspend(call, url);
  const { body, signature, delivery } = await next();
  const [, time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  assert.equal(mac, createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'));
  const event = JSON.parse(body);
  assert.equal(event.id, delivery);
  assert.partialDeepStrictEqual(event, {
    type: 'spend_cap.threshold',
    key_name: 'development',
    threshold_pct: 100,
    monthly_spend_cap_usd: '0.00000001',
  });
});

test('tells of each threshold once, and again when a new cap is reached', async (t) => {
  const { call } = await startLocal(t);
  const { url, next, rest } = await receive(t);
  const { patch } = await overspend(call, url);
  await next();
  const { keys } = await read<{ keys: { spent_this_month_usd: string }[] }>(call('/keys'));
  const spent = Number(keys[0]?.spent_this_month_usd);
  // What was spent is 90 % of this cap: no news but a threshold left behind.
  await patch('spend-cap', { monthly_spend_cap_usd: (spent / 0.9).toFixed(8) });
  assert.equal((await call('/chat/completions', { body: ask('Hello') })).status, 200);
  assert.equal(JSON.parse((await next()).body).threshold_pct, 100);
  await patch('spend-cap', { clear: true });
  await patch('spend-cap', { monthly_spend_cap_usd: (spent * 2.2).toFixed(8) });
  assert.equal(JSON.parse((await next()).body).threshold_pct, 80);
  assert.deepEqual(rest, []);
});

test('tries again after a refusal, a redirect and a server error, later each time', async (t) => {
  const clock = ownClock('2026-11-22T12:00:00Z');
  const { call } = await startLocal(t, { clock });
  const { url, next } = await receive(t, 410, 302, 500);
  const began = clock.now();
  await overspend(call, url);
  const letters = [await next(), await next(), await next(), await next()];
  assert.equal(new Set(letters.map(({ delivery }) => delivery)).size, 1);
  const seconds = letters.map(
    ({ signature }) => Number(/t=(\d+)/.exec(signature)?.[1]) - began / 1000,
  );
  assert.deepEqual(seconds, [0, 1, 6, 36]);
});

test('a receiver that never answers keeps nobody else waiting', async (t) => {
  const { call } = await startLocal(t);
  const asked = Promise.withResolvers<void>();
  const silent = createServer(() => asked.resolve()).listen(0, '127.0.0.1');
  t.after(() => {
    silent.close();
    silent.closeAllConnections();
  });
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  await overspend(call, `http://127.0.0.1:${port}/alert`);
  await asked.promise;
  const { url, next } = await receive(t);
  const another: Call = (path, options) => call(path, { ...options, key: `${key}-another` });
  await overspend(another, url);
  assert.equal(JSON.parse((await next()).body).threshold_pct, 100);
});

test('an alert that failed holds up no later one', async (t) => {
  const failed = Promise.withResolvers<void>();
  const log = (line: string) => {
    if (line.includes('again in')) failed.resolve();
  };
  // The second attempt of the first is never due.
  const clock: Clock = {
    now: () => Date.parse('2026-11-22T12:00:00Z'),
    sleep: (_ms, { signal }) =>
      new Promise((_, reject) => signal?.addEventListener('abort', reject)),
  };
  const { call } = await startLocal(t, { clock, log });
  const { url, next } = await receive(t, 500);
  const { patch } = await overspend(call, url);
  const first = await next();
  await failed.promise;
  await patch('spend-cap', { clear: true });
  await call('/chat/completions', { body: ask('Hello') });
  await patch('spend-cap', { monthly_spend_cap_usd: '0.00000002' });
  const second = await next();
  assert.notEqual(second.delivery, first.delivery);
  assert.equal(JSON.parse(second.body).monthly_spend_cap_usd, '0.00000002');
});

test('gives up in the end, and says so', async (t) => {
  const clock = ownClock('2026-11-22T12:00:00Z');
  const givenUp = Promise.withResolvers<string>();
  const log = (line: string) => {
    if (line.includes('given up')) givenUp.resolve(line);
  };
  const { call } = await startLocal(t, { clock, log });
  const { url } = await receive(t, ...Array(20).fill(500));
  await overspend(call, url);
  assert.match(await givenUp.promise, /^alert evt_\w+ given up: it answered 500$/);
});

test('an alert that could not be delivered is delivered after a restart', async (t) => {
  const dataPath = dataFile(t);
  const { url, next } = await receive(t, 503);
  // Its second attempt never comes, however long the first one takes.
  const clock: Clock = {
    now: Date.now,
    sleep: (_ms, { signal }) =>
      new Promise((_, reject) => signal?.addEventListener('abort', reject)),
  };
  const first = createLocal({ dataPath, clock, pace: Number.POSITIVE_INFINITY });
  await overspend(caller((await first.listen(0)).url), url);
  const failed = await next();
  await first.close();
  const second = createLocal({ dataPath });
  t.after(() => second.close());
  await second.listen(0);
  assert.equal((await next()).body, failed.body);
});

for (const [what, end] of Object.entries({
  'a cleared webhook': { path: '/alert-webhook', method: 'PATCH', body: { clear: true } },
  'a revoked key': { path: '', method: 'DELETE', body: undefined },
})) {
  test(`${what} drops the alerts that are on their way`, async (t) => {
    const dataPath = dataFile(t);
    const failed = Promise.withResolvers<void>();
    const log = (line: string) => {
      if (line.includes('again in')) failed.resolve();
    };
    const clock: Clock = {
      now: Date.now,
      sleep: (_ms, { signal }) =>
        new Promise((_, reject) => signal?.addEventListener('abort', reject)),
    };
    const { call } = await startLocal(t, { dataPath, clock, log });
    const { url } = await receive(t, 503);
    const { key, patch } = await overspend(call, url);
    await failed.promise;
    const rows = new DatabaseSync(dataPath);
    t.after(() => rows.close());
    const count = rows.prepare('SELECT count(*) AS count FROM deliveries');
    assert.equal(count.get()?.count, 1);
    // A key that has spent its cap may do nothing but change it.
    await patch('spend-cap', { clear: true });
    const { method, body } = end;
    const ended = await call(`/keys/${key}${end.path}`, { method, body });
    assert.ok(ended.ok, `${ended.status} ${await ended.text()}`);
    assert.equal(count.get()?.count, 0);
  });
}

test('an error of the database is logged, and the outbox rests', async (t) => {
  const database = new Database(':memory:');
  const logged = Promise.withResolvers<string>();
  const rested = Promise.withResolvers<number>();
  const clock: Clock = {
    now: Date.now,
    sleep: (ms, { signal }) => {
      rested.resolve(ms);
      return new Promise((_, reject) => signal?.addEventListener('abort', reject));
    },
  };
  database.close();
  const outbox = new WebhookOutbox({ database, clock, webhooks: 'loopback', log: logged.resolve });
  outbox.start();
  t.after(() => outbox.close());
  assert.match(await logged.promise, /^alerts wait: /);
  assert.equal(await rested.promise, 5000);
});

test('keeps an alert for another machine, does not send it, and forgets its secret', async (t) => {
  const kept = Promise.withResolvers<string>();
  const log = (line: string) => {
    if (line.startsWith('alert')) kept.resolve(line);
  };
  const dataPath = dataFile(t);
  const { call } = await startLocal(t, { log, dataPath });
  await overspend(call, 'https://your-app.example/billing-alert');
  assert.match(await kept.promise, /not sent: your-app\.example is not this machine/);
  const rows = new DatabaseSync(dataPath);
  t.after(() => rows.close());
  assert.deepEqual(
    { ...rows.prepare('SELECT outcome, secret FROM deliveries').get() },
    { outcome: 'not-allowed', secret: '' },
  );
});
