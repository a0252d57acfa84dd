import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { LocalMemory } from '../src/api/local-memory.ts';
import { ProxyClient } from '../src/api/proxy-client.ts';
import { Session } from '../src/api/session.ts';

/** A proxy whose sessions the test answers itself, one after another. */
async function startProxy(t: TestContext) {
  const waiting: ServerResponse[] = [];
  const server = createServer((_request, response) => {
    waiting.push(response);
    server.emit('asked');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const memory = new LocalMemory(endpoint);
  return {
    endpoint,
    memory,
    session: new Session({ endpoint, memory, adopts: true }),
    /** Resolves to the next request for a session. */
    async asked(): Promise<ServerResponse> {
      if (waiting.length === 0) await once(server, 'asked');
      return waiting.shift()!;
    },
  };
}

function answer(response: ServerResponse, token: string, config: object = {}): void {
  const expires_at = new Date(Date.now() + 86_400_000).toISOString();
  response.setHeader('Content-Type', 'application/json');
  response.end(
    JSON.stringify({ token, expires_at, expires_in: 86_400, visitor: { id: 'anon:one' }, config }),
  );
}

test('makes one session however many ask at once, and keeps it', async (t) => {
  const { session, memory, asked } = await startProxy(t);
  const tokens = Promise.all([session.token(), session.token()]);
  answer(await asked(), 'token-1');
  assert.deepEqual(await tokens, ['token-1', 'token-1']);
  assert.equal(await session.token(), 'token-1');
  assert.match(memory.get('session') ?? '', /token-1/);
});

test('makes a session where the browser refuses its locks, as it does with all site data blocked', async (t) => {
  const { session, asked } = await startProxy(t);
  t.mock.method(navigator.locks, 'request', async () => {
    throw new DOMException('The request was denied.', 'SecurityError');
  });
  const token = session.token();
  answer(await asked(), 'token-1');
  assert.equal(await token, 'token-1');
});

test('asks once for what could not be kept, whatever has thrown', async (t) => {
  const { session, memory, asked } = await startProxy(t);
  t.mock.method(memory, 'set', () => {
    throw new RangeError('Nothing can be kept.');
  });
  const token = assert.rejects(session.token(), RangeError);
  answer(await asked(), 'token-1');
  await token;
});

for (const [what, stored] of Object.entries({
  'a word': '"token"',
  nothing: 'null',
  'a list': '[]',
  'a number for a token': '{"token":1}',
  'a page': '<!doctype html>',
})) {
  test(`takes ${what} in the browser’s storage for no session`, async (t) => {
    const { endpoint, memory, asked } = await startProxy(t);
    memory.set('session', stored);
    const session = new Session({ endpoint, memory, adopts: true });
    assert.deepEqual([session.exists, session.config], [false, undefined]);
    const token = session.token();
    answer(await asked(), 'token-1');
    assert.equal(await token, 'token-1');
    session.forget();
    assert.equal(memory.get('session'), undefined);
  });
}

for (const [what, forged] of Object.entries({
  'no visitor': { visitor: undefined },
  'no end': { expires_in: 'soon', obtained_at: null },
  'no choices': { config: null },
  'choices of other types': { config: { max_message_length: 'long', feedback_tags: 5 } },
  'a list that is none': {
    config: { max_message_length: 9, feedback_tags: { positive: [], negative: [7] } },
  },
})) {
  test(`goes on with a kept session that has ${what}`, async (t) => {
    const { endpoint, memory, asked } = await startProxy(t);
    const kept = { token: 'token-1', expires_in: 86_400, obtained_at: Date.now() };
    memory.set('session', JSON.stringify({ ...kept, visitor: { id: 'anon:one' }, ...forged }));
    const session = new Session({ endpoint, memory, adopts: true });
    assert.deepEqual([session.exists, session.config], [true, undefined]);
    const token = session.token();
    // The same visitor, with what was missing.
    const response = await asked();
    assert.equal(response.req.headers.authorization, 'Bearer token-1');
    answer(response, 'token-2');
    assert.equal(await token, 'token-2');
    session.forget();
    assert.equal(memory.get('session'), undefined);
  });
}

test('renews one of another tab that has no choices in it', async (t) => {
  const { session, memory, asked } = await startProxy(t);
  const kept = { token: 'token-1', expires_in: 86_400, obtained_at: Date.now() };
  memory.set('session', JSON.stringify({ ...kept, visitor: { id: 'anon:one' } }));
  assert.equal(await session.token(), 'token-1');
  const token = session.token();
  answer(await asked(), 'token-2', { version: 'a' });
  assert.equal(await token, 'token-2');
  assert.equal(session.isCurrent, true);
});

test('keeps nothing of an answer that comes after the log-out', async (t) => {
  const { session, memory, asked } = await startProxy(t);
  const token = assert.rejects(session.token(), { code: 'session_required' });
  const response = await asked();
  memory.forgetAll();
  session.leave();
  answer(response, 'token-of-somebody-who-left');
  await token;
  assert.equal(memory.get('session'), undefined);
  await assert.rejects(session.token(), { code: 'session_required' });
});

test('says that a page in place of a session is not the proxy', async (t) => {
  const { session, asked } = await startProxy(t);
  const token = assert.rejects(session.token(), { code: 'invalid_response' });
  (await asked()).end('<!doctype html>');
  await token;
});

test('takes an answer that breaks off for the connection, which is tried again', async (t) => {
  const { endpoint, session, asked } = await startProxy(t);
  const cutOff = async () => {
    const response = await asked();
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
    response.write('{"tok', () => setImmediate(() => response.destroy()));
  };
  const token = assert.rejects(session.token(), { code: 'network' });
  await cutOff();
  await token;
  const client = new ProxyClient(endpoint, session);
  const conversation = assert.rejects(client.getConversation('c'), { code: 'network' });
  answer(await asked(), 'token-1');
  await cutOff();
  await conversation;
});

for (const [code, printed] of Object.entries({
  origin_not_allowed: [['Nexevo Chat: What to add, and where.']],
  host_not_allowed: [['Nexevo Chat: What to add, and where.']],
  rate_limited: [],
})) {
  test(`tells the author of a page in one sentence what is to be listed (${code})`, async (t) => {
    const { session, asked } = await startProxy(t);
    const { mock } = t.mock.method(console, 'error', () => undefined);
    const token = assert.rejects(session.token(), { code });
    const error = { code, message: 'What to add, and where.' };
    (await asked()).writeHead(403).end(JSON.stringify({ error }));
    await token;
    assert.deepEqual(
      mock.calls.map((call) => call.arguments),
      printed,
    );
  });
}

test('elements share what a page without storage remembers', () => {
  const first = new LocalMemory('https://chat.example.com/nexevo');
  first.set('conversation', 'conv_1');
  const second = new LocalMemory('https://chat.example.com/nexevo');
  assert.equal(second.get('conversation'), 'conv_1');
  second.set('conversation', undefined);
  assert.equal(first.get('conversation'), undefined);
  assert.equal(new LocalMemory('https://other.example.com').get('conversation'), undefined);
});

test('renews itself once an answer says that the operator has chosen differently', async (t) => {
  const { session, asked } = await startProxy(t);
  const first = session.token();
  answer(await asked(), 'one', { version: 'a' });
  await first;
  session.noteConfig('a');
  assert.equal(await session.token(), 'one');
  assert.equal(session.isCurrent, true);
  session.noteConfig('b');
  assert.equal(session.isCurrent, false);
  const second = session.token();
  const request = await asked();
  answer(request, 'two', { version: 'b', context_keys: ['page'] });
  assert.equal(await second, 'two');
  assert.deepEqual(session.config?.context_keys, ['page']);
  assert.equal(await session.token(), 'two');
});

test('is forgotten where the browser still keeps it, and another visitor’s is not', async (t) => {
  const { session, memory, asked } = await startProxy(t);
  const token = session.token();
  answer(await asked(), 'token-1');
  await token;
  const own = JSON.parse(memory.get('session')!);
  memory.set('session', JSON.stringify({ ...own, visitor: { id: 'anon:next' } }));
  session.forget();
  assert.match(memory.get('session') ?? '', /anon:next/);
  // Renewed by another tab, it is the same visitor's.
  memory.set('session', JSON.stringify({ ...own, token: 'token-2' }));
  session.forget();
  assert.equal(memory.get('session'), undefined);
});
