import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import type { ErrorResponse } from '@nexevo/protocol';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { describeError } from '../src/logging/describe-error.ts';
import { apiKey, find, readEvents, sessionSecret, startProxy, Visitor } from './fixture.ts';

const identitySecret = 'the-identity-secret-of-this-test-0123';
const operatorToken = 'the-operator-token-of-this-test-0123';
const words = { question: 'purple elephants', upset: 'crimson walruses', title: 'azure pelicans' };

/** A proxy that logs all it can, and everything it has logged. */
async function startLogging(t: TestContext, more = {}) {
  let logged = '';
  const destination = new Writable({
    write(line, _encoding, done) {
      logged += line;
      done();
    },
  });
  const fixture = await startProxy(t, {
    logger: pino({ level: 'trace' }, destination),
    identity: { secret: identitySecret },
    operatorToken,
    ...more,
  });
  return { fixture, logged: () => logged };
}

describe('the log of a whole session at its finest level', () => {
  it('has no key, no secret, no token and no word of the visitor in it', async (t) => {
    const { fixture, logged } = await startLogging(t);
    const tokens: string[] = [];
    const anonymous = await Visitor.arrive(fixture);
    const { conversation, reply } = find(
      await anonymous.chat(`About ${words.question}`),
      'accepted',
    );
    await anonymous.json('PATCH', `/conversations/${conversation.id}`, { title: words.title });
    await anonymous.json('PUT', `/messages/${reply.id}/feedback`, {
      rating: -1,
      comment: words.upset,
    });
    const identity = await new SignJWT({ sub: 'u1', role: 'operator' })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('nexevo-chat')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(identitySecret));
    const signedIn = await Visitor.arrive(fixture, identity);
    tokens.push(anonymous.token, signedIn.token, identity, operatorToken);
    for (const fault of ['unauthorized', 'bad-gateway', 'cut-stream', 'garbage-stream'] as const) {
      fixture.local.faults.set(fault, { path: '/chat/completions' });
      await signedIn.chat(`Again ${words.question}`);
    }
    fixture.local.faults.set(null);
    const bad = [
      ['GET', `/conversations?q=${encodeURIComponent(words.title)}`],
      ['GET', `/${encodeURIComponent(words.question)}`],
      ['GET', `/runs/${anonymous.token}/events`],
      ['POST', '/session', { identity_token: `${identity}x` }],
      ['POST', '/messages', { text: words.upset }],
      ['DELETE', '/visitor'],
    ] as const;
    for (const [method, path, body] of bad) await signedIn.request(method, path, body);
    const headers = { 'Content-Type': 'application/json' };
    for (const body of [`{"text": ${words.question}`, `"${words.upset}`]) {
      await fetch(`${fixture.url}/messages`, { method: 'POST', headers, body });
    }
    await fixture.proxy.close();
    const log = logged();
    assert.match(log, /"msg":"request"/);
    assert.match(log, /"msg":"reply ended"/);
    assert.match(log, /upstream_auth/);
    const secrets = [apiKey, sessionSecret, identitySecret, ...tokens, ...Object.values(words)];
    for (const secret of secrets) {
      assert.ok(!log.includes(secret), `the log has ${secret}`);
      assert.ok(!log.includes(encodeURIComponent(secret)), `the log has ${secret}, escaped`);
    }
  });

  it('has none of it either when a message waits in line, is stopped there, or is refused by a limit', async (t) => {
    const { fixture, logged } = await startLogging(t, { limits: { runsPerVisitor: 1 } });
    const visitor = await Visitor.arrive(fixture);
    fixture.local.faults.set('rate-limit', { times: 1, path: '/chat', resetSeconds: 60 });
    let runId = '';
    for await (const { event, data } of readEvents(await visitor.send(words.question))) {
      if (event === 'accepted') runId = data.run_id;
      if (event !== 'queued') continue;
      assert.equal((await visitor.send(words.upset)).status, 429);
      await visitor.json('POST', `/runs/${runId}/stop`);
    }
    await fixture.proxy.close();
    const log = logged();
    assert.match(log, /"route":"\/messages","status":429/);
    assert.match(log, /"outcome":"incomplete".*"reason":"stopped"/);
    for (const secret of [apiKey, sessionSecret, visitor.token, ...Object.values(words)]) {
      assert.ok(!log.includes(secret), `the log has ${secret}`);
    }
  });

  it('has the words when they are asked for', async (t) => {
    const { fixture, logged } = await startLogging(t, { logMessages: true });
    await (await Visitor.arrive(fixture)).chat(`About ${words.question}`);
    await fixture.proxy.close();
    assert.match(logged(), /"question":"About purple elephants"/);
    assert.match(logged(), /"answer":"/);
  });
});

describe('an error in the log', () => {
  it('shows what it is and where it came from, and nothing that hangs on it', () => {
    const cause = Object.assign(new Error(`no way with Bearer ${sessionSecret}`), {
      body: words.upset,
      code: 'ECONNRESET',
    });
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.c2lnbmF0dXJl';
    const error = new Error(`refused ${apiKey} and ${token}`, { cause });
    const shown = describeError(error) as { cause: { code: string }; stack: string };
    const text = JSON.stringify(shown);
    assert.match(text, /refused sk-xc-\[redacted\] and \[token\]/);
    assert.match(shown.stack, /logs\.test\.ts/);
    assert.equal(shown.cause.code, 'ECONNRESET');
    for (const secret of [apiKey, token, sessionSecret, words.upset]) {
      assert.ok(!text.includes(secret));
    }
  });

  it('does not quote the text that could not be parsed', () => {
    try {
      JSON.parse(`${words.question} are no JSON`);
      assert.fail('it was parsed');
    } catch (error) {
      const text = JSON.stringify(describeError(error));
      assert.match(text, /not valid JSON/);
      assert.ok(!text.includes('purple'));
    }
  });
});

describe('a request id', () => {
  const ask = async (url: string, id?: string) => {
    const headers: Record<string, string> = id === undefined ? {} : { 'X-Request-Id': id };
    const response = await fetch(`${url}/conversations`, { headers });
    const { error } = (await response.json()) as ErrorResponse;
    return { header: response.headers.get('x-request-id'), body: error.request_id };
  };

  it('is taken over when it is sane, and leads from the answer to the log', async (t) => {
    const { fixture, logged } = await startLogging(t);
    const id = 'edge-7f3a.0001';
    assert.deepEqual(await ask(fixture.url, id), { header: id, body: id });
    const made = await ask(fixture.url);
    assert.match(made.body ?? '', /^[\w-]{36}$/);
    assert.equal(made.header, made.body);
    await fixture.proxy.close();
    assert.ok(logged().includes(`"requestId":"${id}"`));
    assert.ok(logged().includes(`"requestId":"${made.body}"`));
  });

  it('of another kind is replaced', async (t) => {
    const { fixture } = await startLogging(t);
    for (const id of ['short', 'a b c d e f g h', `${'x'.repeat(65)}`, '{"level":60,"a":1}']) {
      assert.notEqual((await ask(fixture.url, id)).header, id);
    }
  });

  it('and the gateway’s trace id reach the page that may not read other headers', async (t) => {
    const { fixture } = await startLogging(t);
    const { origin } = new URL(fixture.url);
    const boss = new Visitor(fixture.url, operatorToken);
    fixture.local.faults.set('unauthorized');
    const response = await boss.request('GET', '/usage', undefined, {
      headers: { Origin: origin },
    });
    assert.match(response.headers.get('access-control-expose-headers') ?? '', /X-Request-Id/);
    const { error } = (await response.json()) as ErrorResponse;
    assert.equal(error.code, 'upstream_auth');
    assert.equal(error.trace_id, response.headers.get('x-trace-id'));
    assert.ok(error.trace_id && error.request_id);
  });
});
