import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { key, read, startLocal } from './start-local.ts';

/** Posts a body that only comes when `meanwhile` is over. */
async function postSlowly(url: string, token: string, meanwhile: () => Promise<unknown>) {
  const body = JSON.stringify({ name: 'Left behind' });
  const request = httpRequest(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
      // The server's sign that it has begun.
      expect: '100-continue',
    },
  });
  const answered = once(request, 'response');
  request.flushHeaders();
  await once(request, 'continue');
  await meanwhile();
  request.end(body);
  const [response] = (await answered) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

test('refuses a missing key, a real key and a short one with invalid_api_key', async (t) => {
  const { url, call } = await startLocal(t);
  const answers = [
    await fetch(`${url}/models`),
    await call('/models', { key: 'sk-xc-0123456789abcdef' }),
    await call('/models', { key: 'sk-xc-local-short' }),
  ];
  for (const answer of answers) {
    assert.equal(answer.status, 401);
    assert.match(answer.headers.get('x-trace-id') ?? '', /^trace_/);
    const { error } = (await answer.json()) as { error: { code: string; type: string } };
    assert.equal(error.code, 'invalid_api_key');
  }
});

test('who is nobody any more when the body has come does nothing by it', async (t) => {
  const { url, call } = await startLocal(t, { passwordCost: 1024 });
  const names = async () => {
    const { keys } = await read<{ keys: { name: string }[] }>(call('/keys'));
    return keys.map(({ name }) => name);
  };
  const made = await read<{ full_key: string; key: { key_id: string } }>(
    call('/keys', { body: { name: 'Leaked' } }),
  );
  const revoke = () => call(`/keys/${made.key.key_id}`, { method: 'DELETE' });
  assert.equal(await postSlowly(`${url}/keys`, made.full_key, revoke), 401);
  assert.deepEqual(await names(), ['development']);
  const leave = () => call('/auth/deactivate', { method: 'POST' });
  assert.equal(await postSlowly(`${url}/organizations`, key, leave), 401);
});

test('counts those without a key by their address, and tells them the count too', async (t) => {
  const { url, call } = await startLocal(t, { requestsPerMinute: 2, passwordCost: 1024 });
  const login = () => call('/auth/login', { body: { email: 'j@example.com', password: 'guess' } });
  assert.equal((await fetch(`${url}/models`)).headers.get('x-ratelimit-remaining'), '1');
  const answer = await login();
  assert.equal(answer.status, 401);
  assert.equal((await login()).status, 401);
  const headers = { authorization: '' };
  const body = { email: 'j@example.com', password: 'guess' };
  const stranger = await call('/auth/login', { headers, body });
  assert.equal(stranger.headers.get('x-ratelimit-remaining'), '0');
  assert.equal((await call('/auth/login', { headers, body })).status, 429);
  assert.equal((await call('/models')).status, 429);
  assert.equal((await call('/models', { key: 'sk-xc-local-another-key' })).status, 200);
});

test('each key that nobody has issued has an account of its own', async (t) => {
  const { call } = await startLocal(t);
  const created = await call('/conversations', { body: { title: 'Mine' } });
  const { conversation_id } = (await created.json()) as { conversation_id: string };
  const other = await call(`/conversations/${conversation_id}`, {
    key: 'sk-xc-local-somebody-else',
  });
  assert.equal(other.status, 404);
});

test('counts the requests of a key to all endpoints together and refuses past the limit', async (t) => {
  let now = Date.parse('2026-11-22T12:00:00Z');
  const clock = { now: () => now, sleep: async () => {} };
  const { call } = await startLocal(t, { requestsPerMinute: 2, clock });

  const first = await call('/models');
  assert.equal(first.headers.get('x-ratelimit-limit'), '2');
  assert.equal(first.headers.get('x-ratelimit-remaining'), '1');
  now += 20_000;
  await call('/billing/balance');
  const refused = await call('/conversations');
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('x-ratelimit-remaining'), '0');
  assert.equal(refused.headers.get('x-ratelimit-reset'), '40');
  const { error } = (await refused.json()) as { error: { code: string } };
  assert.equal(error.code, 'rate_limit_exceeded');

  assert.equal((await call('/models', { key: 'sk-xc-local-another-key' })).status, 200);
  now += 40_000;
  assert.equal((await call('/conversations')).status, 200);
});
