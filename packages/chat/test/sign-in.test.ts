import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { SessionRequest } from '@nexevo/protocol';
import { LocalMemory } from '../src/api/local-memory.ts';
import { Session, type SessionOptions } from '../src/api/session.ts';

interface Asked {
  bearer: string | undefined;
  body: SessionRequest;
}

/** A proxy that gives everybody a session `session-1`, `session-2` …, and remembers how it was asked. */
async function startProxy(t: TestContext, { life = 3600 } = {}) {
  const asked: Asked[] = [];
  const proxy = { asked, refuse: false, endpoint: '', memory: new LocalMemory('') };
  const server = createServer(async (request, response) => {
    const text = (await Array.fromAsync(request)).join('');
    const bearer = request.headers.authorization?.replace('Bearer ', '');
    asked.push({ bearer, body: JSON.parse(text) });
    if (proxy.refuse) return void response.writeHead(503).end('{"error":{"code":"internal"}}');
    const expires_at = new Date(Date.now() + life * 1000).toISOString();
    const session = { token: `session-${asked.length}`, expires_at, expires_in: life };
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ ...session, visitor: {}, config: {} }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  proxy.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  proxy.memory = new LocalMemory(proxy.endpoint);
  const open = (getIdentityToken?: SessionOptions['getIdentityToken'], adopts = true) =>
    new Session({ endpoint: proxy.endpoint, memory: proxy.memory, getIdentityToken, adopts });
  return { proxy, open };
}

test('signing in takes the anonymous session along once, and keeps the new one in memory only', async (t) => {
  const { proxy, open } = await startProxy(t);
  await open().token();
  assert.match(proxy.memory.get('session') ?? '', /session-1/);
  const signedIn = open(async () => 'identity-1');
  assert.equal(signedIn.exists, true);
  assert.equal(await signedIn.token(), 'session-2');
  assert.deepEqual(proxy.asked[1], {
    bearer: 'session-1',
    body: { identity_token: 'identity-1' },
  });
  assert.equal(proxy.memory.get('session'), undefined);
  await open(async () => 'identity-2').token();
  assert.deepEqual(proxy.asked[2], { bearer: undefined, body: { identity_token: 'identity-2' } });
});

test('an operator who looks at figures leaves the anonymous session as it is', async (t) => {
  const { proxy, open } = await startProxy(t);
  await open().token();
  await open(async () => 'identity-1', false).token();
  assert.deepEqual(proxy.asked[1], {
    bearer: undefined,
    body: { identity_token: 'identity-1' },
  });
  assert.match(proxy.memory.get('session') ?? '', /session-1/);
});

test('an anonymous session is kept while signing in fails', async (t) => {
  const { proxy, open } = await startProxy(t);
  await open().token();
  const failing = open(() => Promise.reject(new Error('nobody is signed in')));
  await assert.rejects(failing.token(), { code: 'identity_invalid', message: /getIdentityToken/ });
  const throwing = open(() => {
    throw new TypeError('user is undefined');
  });
  await assert.rejects(throwing.token(), { code: 'identity_invalid', message: /getIdentityToken/ });
  proxy.refuse = true;
  await assert.rejects(open(async () => 'identity-1').token(), { status: 503 });
  assert.match(proxy.memory.get('session') ?? '', /session-1/);
});

test('what is no function signs nobody in, and makes no stranger of whom it should have', async (t) => {
  const { proxy, open } = await startProxy(t);
  const { error } = console;
  const told: string[] = [];
  console.error = (words: string) => told.push(words);
  t.after(() => {
    console.error = error;
  });
  const wrong = open('a token' as unknown as SessionOptions['getIdentityToken']);
  await assert.rejects(wrong.token(), { code: 'identity_invalid', isUnreached: false });
  assert.deepEqual(proxy.asked, []);
  assert.match(told.join(), /"getIdentityToken"/);
});

test('a site that knows its visitors by a cookie needs no token', async (t) => {
  const { proxy, open } = await startProxy(t);
  await open(async () => undefined).token();
  assert.deepEqual(proxy.asked, [{ bearer: undefined, body: {} }]);
  assert.equal(proxy.memory.get('session'), undefined);
});

test('a signed-in session is renewed with a new identity before it ends, and serves until then', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const { proxy, open } = await startProxy(t);
  let count = 0;
  const session = open(async () => `identity-${++count}`);
  assert.equal(await session.token(), 'session-1');
  t.mock.timers.tick(2600_000);
  assert.equal(await session.token(), 'session-1');
  t.mock.timers.tick(200_000);
  proxy.refuse = true;
  assert.equal(await session.token(), 'session-1');
  proxy.refuse = false;
  assert.equal(await session.token(), 'session-3');
  assert.deepEqual(
    proxy.asked.map(({ body }) => body.identity_token),
    ['identity-1', 'identity-2', 'identity-3'],
  );
});

test('a page whose own server is away for a moment keeps the session it has', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const { open } = await startProxy(t);
  let isAway = false;
  const session = open(async () => {
    if (isAway) throw new TypeError('Failed to fetch');
    return 'identity';
  });
  assert.equal(await session.token(), 'session-1');
  isAway = true;
  t.mock.timers.tick(2_800_000);
  assert.equal(await session.token(), 'session-1');
  t.mock.timers.tick(1_000_000);
  await assert.rejects(session.token(), { code: 'identity_invalid' });
});

test('a page that never says who is there keeps nobody else waiting, and is told so in the end', async (t) => {
  const { proxy, open } = await startProxy(t);
  const hanging = open(() => new Promise(() => {}));
  let runOut = () => {};
  const timeout = t.mock.method(globalThis, 'setTimeout', (late: () => void) => {
    runOut = late;
  });
  const told = assert.rejects(hanging.token(), { code: 'identity_invalid' });
  timeout.mock.restore();
  // One lock is shared by all tabs, where there are locks.
  assert.equal(await open().token(), 'session-1');
  runOut();
  await told;
  assert.equal(proxy.asked.length, 1);
});

test('a browser whose clock is a year late renews no sooner', async (t) => {
  const { proxy, open } = await startProxy(t);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() - 31_536_000_000 });
  const session = open();
  await session.token();
  await session.token();
  t.mock.timers.setTime(Date.now() + 63_072_000_000);
  await session.token();
  assert.equal(proxy.asked.length, 2);
});

test('a session whose place another has taken brings nothing back', async (t) => {
  const { proxy, open } = await startProxy(t);
  const before = open();
  await before.token();
  before.leave();
  await assert.rejects(before.replace('session-1'), { code: 'session_required' });
  assert.match(proxy.memory.get('session') ?? '', /session-1/);
  const late = open();
  proxy.memory.set('session', undefined);
  const asking = open().token();
  late.leave();
  await assert.rejects(late.token(), { code: 'session_required' });
  await asking;
});

test('who logs out before the page has said who they are takes nothing of the next one along', async (t) => {
  const { proxy, open } = await startProxy(t);
  const { promise, resolve } = Promise.withResolvers<string>();
  const before = open(() => promise);
  const asking = assert.rejects(before.token(), { code: 'session_required' });
  before.leave();
  assert.equal(await open().token(), 'session-1');
  resolve('identity-1');
  await asking;
  assert.equal(proxy.asked.length, 1);
});
