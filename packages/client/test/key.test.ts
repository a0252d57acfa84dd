import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { NexevoClient, NexevoError } from '@nexevo/client';
import { events, json, key, question, type Step, scriptedGateway } from './scripted-gateway.ts';

/** Everything a logger may make of a value. */
function everythingOf(value: unknown): string {
  const options = { depth: Infinity, showHidden: true, getters: true };
  const parts = [inspect(value, options), JSON.stringify(value), String(value)];
  for (let error = value; error instanceof Error; error = error.cause) {
    parts.push(error.message, error.stack ?? '', JSON.stringify(error));
  }
  return parts.join('\n');
}

/** A session's token that looks like none of the gateway's. */
const opaque = 'Zm9v+YmFyL2Jhei9xdXV4/MDEyMzQ1Njc4OQ==';

function assertClean(value: unknown): void {
  assert.ok(!everythingOf(value).includes(key.slice(6)), 'the key leaked');
}

const echo = { message: `Wrong key ${key}`, type: key, code: key };
const answers: Record<string, Step> = {
  'an error body that quotes it': json(401, { error: echo }, { 'x-trace-id': key }),
  'an error body that is a string': json(500, { error: `Bearer ${key}` }),
  'broken JSON that quotes it': (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(`{"${key}`),
  'a content type that quotes it': (response) =>
    response.writeHead(200, { 'content-type': key }).end('x'),
  'a redirect that quotes it': (response) =>
    response.writeHead(302, { location: `/?key=${key}` }).end(),
  'bytes that are not HTTP': (response) => response.socket?.end(`${key}\r\n${key}\r\n\r\n`),
  'a reset': (response) => response.socket?.resetAndDestroy(),
  silence: () => {},
  'an event that quotes it': events([`data: ${JSON.stringify({ error: echo })}\n\n`]),
  'an event that is broken': events([`data: {"${key}\n\n`]),
};
for (const [name, step] of Object.entries(answers)) {
  test(`no error carries the key: ${name}`, async (t) => {
    const { client } = await scriptedGateway(t, [step], { maxRetries: 0, timeout: 100 });
    const failures = await Promise.allSettled([
      client.chat.completions.create(question),
      (async () => {
        for await (const _ of await client.chat.completions.stream(question));
      })(),
      client.conversations.delete('c'),
    ]);
    const errors = failures.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    assert.ok(errors.length >= 1);
    for (const error of errors) {
      assert.ok(error instanceof NexevoError);
      assertClean(error);
    }
  });
}

test('neither the client nor a stream shows the key', async (t) => {
  const { client } = await scriptedGateway(t, [events([], { end: false })]);
  const stream = await client.chat.completions.stream(question);
  assertClean(client);
  assertClean(client.chat);
  assertClean(stream);
  stream.abort();
});

test('a key that is refused at construction is not repeated', () => {
  const wrong = `${key} `;
  assert.throws(
    () => new NexevoClient({ apiKey: wrong }),
    (error) => {
      assertClean(error);
      return error instanceof NexevoError && error.code === 'invalid_option';
    },
  );
});

test('credentials in the base URL are refused and not repeated', () => {
  assert.throws(
    () => new NexevoClient({ apiKey: key, baseUrl: 'https://me:hunter2@api.example.com/v1' }),
    (error) => error instanceof NexevoError && !everythingOf(error).includes('hunter2'),
  );
});

test('another key goes with every call from then on, and one that is none is refused without a word of it', async (t) => {
  const answer = json(200, { balance_usd: '1.00', currency: 'USD' });
  const { client, requests } = await scriptedGateway(t, [answer, answer]);
  await client.billing.balance();
  client.useKey('sk-xc-another-key-0001');
  assert.throws(
    () => client.useKey('not-a-key-at-all'),
    (error: NexevoError) => {
      assert.equal(error.code, 'invalid_option');
      return !error.message.includes('not-a-key');
    },
  );
  await client.billing.balance();
  assert.deepEqual(
    requests.map(({ headers }) => headers.authorization),
    [`Bearer ${key}`, 'Bearer sk-xc-another-key-0001'],
  );
});

test('a client without a key registers and logs in, and does all else once it has a session', async (t) => {
  const session = json(200, { access_token: 'sess_0123456789', user: {} });
  const { client, requests } = await scriptedGateway(t, [session, json(200, { user_id: 'u' })], {
    apiKey: null,
  });
  await assert.rejects(client.auth.me(), { code: 'invalid_option' });
  assert.equal(requests.length, 0);
  const login = { email: 'a@example.com', password: 'secret' };
  const { access_token } = await client.auth.login(login);
  client.useSession(access_token);
  await client.auth.me();
  assert.deepEqual(
    requests.map(({ headers }) => headers.authorization),
    [undefined, 'Bearer sess_0123456789'],
  );
  assert.throws(
    () => client.useSession('two words'),
    (error: NexevoError) => error.code === 'invalid_option' && !error.message.includes('two words'),
  );
});

test('no error carries the token of a session', async (t) => {
  const token = 'sess_abcdefghij';
  const quoting = json(401, { error: { message: `Bad token: Bearer ${token}`, code: token } });
  const { client } = await scriptedGateway(t, [quoting], { apiKey: null });
  client.useSession(token);
  await assert.rejects(client.auth.me(), (error) => !everythingOf(error).includes(token));
});

for (const [name, step] of Object.entries({
  'a sentence': json(401, {
    error: { message: `No session "${opaque}".`, type: opaque, code: opaque },
  }),
  'a sentence that is cut within it': json(401, {
    error: { message: `${'.'.repeat(500 - 12)} ${opaque}` },
  }),
  'a trace id': json(403, {}, { 'x-trace-id': opaque }),
  'a 2xx': json(200, { error: { message: `No ${opaque}.` } }),
  'a media type': ((response) =>
    response.writeHead(200, { 'content-type': opaque }).end('x')) satisfies Step,
  'an event': events([`data: ${JSON.stringify({ error: { message: opaque } })}\n\n`]),
})) {
  test(`no error carries a token of another form that is quoted in ${name}`, async (t) => {
    const { client } = await scriptedGateway(t, [step], { apiKey: null });
    client.useSession(opaque);
    const clean = (error: unknown) => {
      assert.ok(error instanceof NexevoError);
      return !everythingOf(error).includes(opaque.slice(0, 10));
    };
    await assert.rejects(client.auth.deactivate(), clean);
    await assert.rejects(async () => {
      for await (const _ of await client.chat.completions.stream(question));
    }, clean);
  });
}

test('no error carries the token of a password reset', async (t) => {
  const token = 'prt_abcdefghij';
  const quoting = json(400, { error: { message: `token ${token} was used`, code: token } });
  const { client } = await scriptedGateway(t, [quoting], { apiKey: null });
  const confirmed = client.auth.confirmPasswordReset({ token, new_password: 'long enough' });
  await assert.rejects(confirmed, (error) => !everythingOf(error).includes(token));
});
