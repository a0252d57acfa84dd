import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { routes as clientRoutes } from '@nexevo/client';
import { key, startLocal } from './start-local.ts';

/** These two do what they do with no body at all. */
const bodyless = ['/auth/2fa/enable', '/auth/deactivate'];

/** Every route that takes something, as the client knows them, with something for each name in its path. */
const routes = Object.values(clientRoutes)
  .filter(({ method, path }) => /^(?:POST|PATCH)$/.test(method) && !bodyless.includes(path))
  .map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, 'x_1')}`);

async function start(t: TestContext) {
  const { url } = await startLocal(t, { requestsPerMinute: 100_000, passwordCost: 1024 });
  const send = (
    route: string,
    body: string | Uint8Array<ArrayBuffer>,
    type = 'application/json',
  ) => {
    const [method = '', path = ''] = route.split(' ');
    const headers = { authorization: `Bearer ${key}`, 'content-type': type };
    return fetch(`${url}${path}`, { method, headers, body });
  };
  return { url, send };
}

/** A refusal of the caller's, in the API's shape and with the headers that every answer has. */
async function assertRefused(answer: Response, what: string): Promise<void> {
  assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status}`);
  assert.ok(answer.headers.has('x-ratelimit-remaining'), what);
  const { error } = (await answer.json()) as { error: Record<string, unknown> };
  for (const part of ['message', 'type', 'code']) assert.equal(typeof error[part], 'string', what);
}

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const wrong = {
  text: '"text"',
  number: '17',
  null: 'null',
  list: '[]',
  'list of lists': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  'deep object': nested(50_000),
  'half an object': '{"name": "x"',
  nothing: '',
  NaN: '{"name": NaN}',
};

test('refuses web pages under a name, which may have been led here, and takes those of this machine', async (t) => {
  const { url, send } = await start(t);
  const chat = (origin: string) =>
    fetch(`${url}/conversations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', origin },
      body: '{}',
    });
  for (const origin of ['http://evil.example:4100', 'https://127.0.0.1.evil.example', 'null']) {
    const refused = await chat(origin);
    const { error } = (await refused.json()) as { error: { code: string } };
    assert.deepEqual([refused.status, error.code], [403, 'origin_not_allowed'], origin);
  }
  for (const origin of ['http://localhost:3000', 'http://[::1]', 'http://192.0.2.7:4100'])
    assert.equal((await chat(origin)).status, 201, origin);
  assert.equal((await send('POST /conversations', '{}')).status, 201);
});

test('a body that is said to be empty is none', async (t) => {
  const { url } = await start(t);
  const headers = { authorization: `Bearer ${key}`, 'content-length': '0' };
  for (const path of ['/conversations', ...bodyless])
    assert.ok((await fetch(url + path, { method: 'POST', headers })).ok, path);
});

test('knows the routes that take something', () => {
  assert.ok(routes.length >= 22, routes.join(', '));
});

for (const [what, body] of Object.entries(wrong))
  test(`answers ${what} with a refusal, on every route`, async (t) => {
    const { send } = await start(t);
    for (const route of routes) {
      // Everything of a conversation may be left out.
      if (what === 'nothing' && route === 'POST /conversations') continue;
      await assertRefused(await send(route, body), route);
    }
  });

test('answers fields of the wrong kind, too long or of a prototype with a refusal', async (t) => {
  const { send } = await start(t);
  const values: unknown[] = [
    [],
    {},
    { $gt: '' },
    { toString: 'x' },
    -1,
    1e308,
    true,
    null,
    'x'.repeat(20_000),
  ];
  const fields = [
    ...['model', 'messages', 'title', 'metadata', 'role', 'content', 'generation_id', 'rating'],
    ...['email', 'password', 'token', 'new_password', 'current_password', 'code', 'full_name'],
    ...['name', 'monthly_spend_cap_usd', 'url', 'clear', 'policy', 'amount_usd'],
    ...['idempotency_key', 'new_owner_user_id'],
  ];
  for (const route of routes)
    for (const value of values) {
      // No name is a name.
      if (value === null && route === 'PATCH /auth/me') continue;
      const body = JSON.stringify(Object.fromEntries(fields.map((field) => [field, value])));
      await assertRefused(await send(route, body), `${route} ${body.slice(-60)}`);
    }
  for (const route of routes) {
    const poison = '{"polluted": "yes", "name": 7, "email": 7, "title": 7}';
    const body = `{"__proto__": ${poison}, "constructor": {"prototype": ${poison}}, "title": 7}`;
    await assertRefused(await send(route, body), route);
  }
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test('a body in another form, another alphabet or over 4 MB is refused', async (t) => {
  const { send } = await start(t);
  for (const route of routes) {
    await assertRefused(await send(route, 'name=x', 'application/x-www-form-urlencoded'), route);
    const utf16 = Uint8Array.from(Buffer.from('{"name": "x"}', 'utf16le'));
    await assertRefused(await send(route, utf16, 'application/json; charset=utf-16le'), route);
  }
  const huge = await send('POST /keys', JSON.stringify({ name: 'x'.repeat(4_200_000) }));
  assert.equal(huge.status, 413);
});

test('paths and queries that nobody meant are refused', async (t) => {
  const { url } = await start(t);
  const headers = { authorization: `Bearer ${key}` };
  const paths = [
    '/keys/%00/routing',
    '/keys/__proto__',
    '/conversations/%E0%A4%A',
    `/conversations/${'x'.repeat(8000)}`,
    '/conversations?limit=1&limit=2',
    '/conversations?limit=1e9',
    '/billing/usage?days=0x10000',
    '/billing/usage?days=',
    '/billing/usage?days[]=1&days[]=2&days=x',
    '/organizations/constructor/members',
  ];
  for (const path of paths) await assertRefused(await fetch(url + path, { headers }), path);
});
