import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import type { FaultName, SeenRequest } from '@nexevo/local';
import { ask, next, ownClock, readEvents, startLocal } from './start-local.ts';

const streamed = ask('Tell me everything', { stream: true });

test('refuses by name with the status and code of the real thing', async (t) => {
  const { local, call } = await startLocal(t);
  const refusals: [FaultName, number, string][] = [
    ['unauthorized', 401, 'invalid_api_key'],
    ['insufficient-balance', 402, 'account_suspended'],
    ['quota', 429, 'tenant_monthly_quota_exceeded'],
    ['rate-limit', 429, 'rate_limit_exceeded'],
    ['server-error', 500, 'internal_error'],
    ['bad-gateway', 502, 'upstream_error'],
  ];
  for (const [name, status, code] of refusals) {
    local.faults.set(name, { resetSeconds: 9 });
    const answer = await call('/chat/completions', { body: streamed });
    assert.equal(answer.status, status);
    assert.equal(((await answer.json()) as { error: { code: string } }).error.code, code);
    assert.match(answer.headers.get('x-trace-id') ?? '', /^trace_/);
    if (name === 'rate-limit') assert.equal(answer.headers.get('x-ratelimit-reset'), '9');
  }
  local.faults.set(null);
  assert.equal((await call('/models')).status, 200);
});

test('tells the end of a limit as a time of day when asked to', async (t) => {
  const clock = ownClock('2026-11-22T12:00:00Z');
  const { local, call } = await startLocal(t, { clock });
  local.faults.set('rate-limit-epoch', { resetSeconds: 7 });
  const answer = await call('/models');
  assert.equal(answer.status, 429);
  assert.equal(answer.headers.get('x-ratelimit-reset'), String(clock.now() / 1000 + 7));
});

test('answers with nothing in it, or with half of it', async (t) => {
  const { local, call } = await startLocal(t);
  local.faults.set('empty-answer');
  assert.deepEqual(await (await call('/billing/balance')).json(), {});
  local.faults.set('cut-answer');
  await assert.rejects(async () => (await call('/billing/balance')).text());
});

test('meets every noun, also those that need no key', async (t) => {
  const { call } = await startLocal(t);
  const headers = { 'x-nexevo-fault': 'bad-gateway' };
  for (const path of ['/auth/login', '/keys', '/billing/checkout', '/organizations', '/feedback'])
    assert.equal((await call(path, { headers, body: {} })).status, 502, path);
});

test('meets as many requests as it is told to, and only those of its path', async (t) => {
  const { local, call } = await startLocal(t);
  local.faults.set('bad-gateway', { times: 1, path: '/conversations' });
  assert.equal((await call('/models')).status, 200);
  assert.equal((await call('/conversations')).status, 502);
  assert.equal((await call('/conversations')).status, 200);
});

test('comes by header for a single request', async (t) => {
  const { call } = await startLocal(t);
  const headers = { 'x-nexevo-fault': 'garbage' };
  const answer = await call('/models', { headers });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /html/);
  assert.equal((await call('/models', { headers: { 'x-nexevo-fault': 'gremlins' } })).status, 400);
  assert.equal((await call('/models')).status, 200);
});

test('sends nonsense as an event stream', async (t) => {
  const { local, call } = await startLocal(t);
  local.faults.set('garbage-stream');
  const answer = await call('/chat/completions', { body: streamed });
  assert.match(answer.headers.get('content-type') ?? '', /event-stream/);
  await assert.rejects(readEvents(answer), SyntaxError);
});

test('cuts the connection after some chunks of text', async (t) => {
  const { local, call } = await startLocal(t);
  local.faults.set('cut-stream', { afterChunks: 2 });
  const answer = await call('/chat/completions', { body: streamed });
  let text = '';
  const decoder = new TextDecoder();
  await assert.rejects(async () => {
    for await (const bytes of answer.body ?? []) text += decoder.decode(bytes, { stream: true });
  });
  assert.equal(text.match(/"content":"[^"]+"/g)?.length, 2);
});

test('ends a stream without finish reason and [DONE]', async (t) => {
  const { local, call } = await startLocal(t);
  local.faults.set('no-done', { afterChunks: 4 });
  const events = await readEvents(await call('/chat/completions', { body: streamed }));
  assert.equal(events.length, 5);
  assert.equal(events.at(-1).choices[0].finish_reason, null);
});

test('stalls before the answer or between chunks, until the client leaves', async (t) => {
  for (const afterChunks of [0, 2]) {
    const controller = new AbortController();
    const clock = {
      now: Date.now,
      // Nothing else sleeps here, so this is the stall: the client gives up in it.
      sleep: (_ms: number, { signal }: { signal?: AbortSignal }) => {
        const stalled = once(signal as AbortSignal, 'abort');
        controller.abort();
        return stalled.then(() => Promise.reject(signal?.reason));
      },
    };
    const { local, call } = await startLocal(t, { clock });
    local.faults.set('slow', { afterChunks, path: '/chat/completions' });
    const seen = new Promise<SeenRequest>((resolve) => local.traffic.once('request', resolve));
    const answer = call('/chat/completions', { body: streamed, signal: controller.signal });
    await assert.rejects(async () => (await answer).text(), { name: 'AbortError' });
    assert.equal((await seen).status, afterChunks > 0 ? 200 : 0);
  }
});

test('stalls once', async (t) => {
  const sleeps: number[] = [];
  const clock = { now: Date.now, sleep: async (ms: number) => void sleeps.push(ms) };
  const { local, call } = await startLocal(t, { clock });
  local.faults.set('slow', { delay: 1234 });
  assert.equal(
    (await readEvents(await call('/chat/completions', { body: streamed }))).at(-1),
    '[DONE]',
  );
  assert.deepEqual(sleeps, [1234]);
});

test('drops the connection without an answer', async (t) => {
  const { local, call } = await startLocal(t);
  local.faults.set('down');
  await assert.rejects(call('/models'));
});

test('tells who listens no body of /auth, however the path is written', async (t) => {
  const { local, call } = await startLocal(t);
  const seen = new Promise<SeenRequest>((resolve) => local.traffic.once('request', resolve));
  await call('/Auth/me', { method: 'PATCH', body: { full_name: 'Me' } });
  assert.partialDeepStrictEqual(await seen, { path: '/Auth/me', status: 200, body: undefined });
});

test('tells who listens what was asked, and never with which key', async (t) => {
  const { local, call } = await startLocal(t);
  const seen = new Promise<SeenRequest>((resolve) => local.traffic.once('request', resolve));
  const opened = next(local, 'chat-open');
  const answer = await call('/chat/completions', { body: streamed });
  await answer.text();
  assert.equal((await opened).generationId, answer.headers.get('x-nexevo-generation-id'));
  const request = await seen;
  assert.partialDeepStrictEqual(request, {
    method: 'POST',
    path: '/chat/completions',
    status: 200,
    body: streamed,
  });
  assert.doesNotMatch(JSON.stringify(request), /sk-xc/);
});
