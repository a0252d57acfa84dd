import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { describe, it } from 'node:test';
import type { ErrorResponse, SessionResponse } from '@nexevo/protocol';
import { apiKey, find, startProxy, Visitor } from './fixture.ts';

const page = 'https://www.example.com';

async function codeOf(response: Response): Promise<[number, string | undefined]> {
  const { error } = (await response.json()) as Partial<ErrorResponse>;
  return [response.status, error?.code];
}

describe('across origins', () => {
  it('a listed page may use everything, and its preflight is remembered', async (t) => {
    const { url } = await startProxy(t, { origins: [page] });
    const preflight = await fetch(`${url}/messages/msg_1/feedback`, {
      method: 'OPTIONS',
      headers: {
        Origin: page,
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'authorization,content-type,last-event-id',
      },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), page);
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /PUT.*PATCH.*DELETE/);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /Last-Event-ID/);
    assert.equal(preflight.headers.get('access-control-max-age'), '7200');
    const session = await fetch(`${url}/session`, { method: 'POST', headers: { Origin: page } });
    assert.equal(session.status, 200);
    assert.match(session.headers.get('vary') ?? '', /Origin/);
    assert.match(session.headers.get('access-control-expose-headers') ?? '', /Retry-After/);
  });

  it('another page is refused with a sentence that it can read', async (t) => {
    const { url } = await startProxy(t, { origins: [page] });
    for (const origin of [
      'https://evil.example',
      'null',
      `${page}.evil.example`,
      'http://www.example.com',
    ]) {
      const response = await fetch(`${url}/session`, {
        method: 'POST',
        headers: { Origin: origin },
      });
      assert.equal(response.headers.get('access-control-allow-origin'), origin);
      assert.match(await response.clone().text(), /NEXEVO_ORIGINS/);
      assert.deepEqual(await codeOf(response), [403, 'origin_not_allowed']);
    }
  });

  it("the proxy's own pages and programs without an origin pass", async (t) => {
    const { url } = await startProxy(t);
    const own = await fetch(`${url}/session`, {
      method: 'POST',
      headers: { Origin: new URL(url).origin },
    });
    assert.equal(own.status, 200);
    assert.equal((await fetch(`${url}/session`, { method: 'POST' })).status, 200);
  });

  it('an error carries the headers too', async (t) => {
    const { url } = await startProxy(t, { origins: [page] });
    const response = await fetch(`${url}/conversations`, { headers: { Origin: page } });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get('access-control-allow-origin'), page);
  });
});

describe('bad input', () => {
  it('gets its own status and code, never a 5xx', async (t) => {
    const fixture = await startProxy(t);
    const { token } = await Visitor.arrive(fixture);
    const post = async (path: string, body: string, type = 'application/json') =>
      codeOf(
        await fetch(`${fixture.url}${path}`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
          body,
        }),
      );
    assert.deepEqual(await post('/messages', '{"text":'), [400, 'invalid_json']);
    for (const body of ['"text"', 'null', '1', 'false'])
      assert.deepEqual(await post('/messages', body), [400, 'invalid_request'], body);
    assert.deepEqual(await post('/messages', '[]'), [400, 'invalid_request']);
    assert.deepEqual(await post('/messages', '{}'), [400, 'invalid_request']);
    assert.deepEqual(await post('/messages', 'text=hi', 'application/x-www-form-urlencoded'), [
      415,
      'unsupported_media_type',
    ]);
    assert.deepEqual(await post('/messages', `{"text":"${'x'.repeat(300_000)}"}`), [
      413,
      'payload_too_large',
    ]);
    assert.deepEqual(
      await post('/messages', '{"client_message_id":"12345678","text":"hi","__proto__":{"a":1}}'),
      [400, 'invalid_request'],
    );
    for (const blank of ['  \\n ', '\\u200b\\u2060', '\\u0001'])
      assert.deepEqual(
        await post('/messages', `{"client_message_id":"12345678","text":"${blank}"}`),
        [400, 'invalid_request'],
        blank,
      );
    assert.deepEqual(await post('/messages', '['.repeat(100_000)), [400, 'invalid_json']);
    for (const charset of ['utf-7', 'utf-16', 'iso-8859-1', '"utf-7"'])
      assert.deepEqual(await post('/messages', '{}', `application/json; charset=${charset}`), [
        415,
        'unsupported_media_type',
      ]);
    assert.deepEqual(await post('/conversations', '{}', 'application/json; charset="UTF-8"'), [
      201,
      undefined,
    ]);
    assert.deepEqual(await post('/nowhere', '{}'), [404, 'not_found']);
    assert.deepEqual(await post('/conversations/%E0%A4%A/restore', ''), [400, 'invalid_request']);
  });

  it('gets a request id that the page may read', async (t) => {
    const { url } = await startProxy(t);
    const response = await fetch(`${url}/conversations`);
    assert.match(response.headers.get('x-request-id') ?? '', /^[\da-f-]{36}$/);
    assert.match(response.headers.get('access-control-expose-headers') ?? '', /X-Request-Id/);
  });

  it('and every other answer tells the version of the config, which changes with it', async (t) => {
    const versionOf = async (options: Parameters<typeof startProxy>[1]) => {
      const { url } = await startProxy(t, options);
      const session = await fetch(`${url}/session`, { method: 'POST' });
      const { config } = (await session.json()) as SessionResponse;
      const refused = await fetch(`${url}/conversations`, { headers: { Origin: page } });
      assert.equal(refused.headers.get('nexevo-config'), config.version);
      assert.match(refused.headers.get('access-control-expose-headers') ?? '', /Nexevo-Config/);
      return config.version;
    };
    const version = await versionOf({ contextKeys: ['page'], origins: [page] });
    assert.equal(await versionOf({ contextKeys: ['page'], origins: [page] }), version);
    assert.notEqual(await versionOf({ contextKeys: ['plan'], origins: [page] }), version);
    assert.notEqual(await versionOf({ showUsage: true, origins: [page] }), version);
  });

  it('in a query is named', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const response = await visitor.request('GET', '/conversations?limit=1000');
    const { error } = (await response.json()) as ErrorResponse;
    assert.equal(response.status, 400);
    assert.match(error.message, /^limit: /);
  });

  it('in a query that knows no such key is said of the query', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const response = await visitor.request('GET', '/conversations?page=2');
    const { error } = (await response.json()) as ErrorResponse;
    assert.deepEqual([response.status, error.code], [400, 'invalid_request']);
    assert.match(error.message, /^the query: .*"page"/);
  });

  it('in a cursor is refused, and not answered with the first page again', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    for (const cursor of ['', 'x', 'WzAsMSwiY29udl8iXQ', '../..']) {
      const response = await visitor.request('GET', `/conversations?cursor=${cursor}`);
      const { error } = (await response.json()) as ErrorResponse;
      assert.deepEqual([response.status, error.code], [400, 'invalid_request'], cursor);
      assert.match(error.message, /^cursor: /);
    }
  });

  it('in a body that says it is too large is refused before it is sent', async (t) => {
    const { url } = await startProxy(t);
    const headers = { 'Content-Type': 'application/json', 'Content-Length': '99999999999' };
    const call = request(`${url}/session`, { method: 'POST', headers });
    t.after(() => call.destroy());
    call.flushHeaders();
    const [answer] = (await once(call, 'response')) as [IncomingMessage];
    assert.equal(answer.statusCode, 413);
  });

  it('in a compressed body is told to come as it is, whatever the encoding is called', async (t) => {
    const { url } = await startProxy(t);
    for (const encoding of ['gzip', 'br', 'bogus']) {
      const response = await fetch(`${url}/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Content-Encoding': encoding },
        body: '{}',
      });
      const { error } = (await response.json()) as ErrorResponse;
      assert.deepEqual([response.status, error.code], [415, 'unsupported_media_type']);
      assert.match(error.message, /without a Content-Encoding/);
    }
  });

  it('floods are told when to come back', async (t) => {
    const fixture = await startProxy(t, { limits: { requestsPerMinute: 3, sessionsPerMinute: 9 } });
    const visitor = await Visitor.arrive(fixture);
    let response = await visitor.request('GET', '/conversations');
    for (let index = 0; index < 3; index += 1) {
      response = await visitor.request('GET', '/conversations');
    }
    assert.ok(Number(response.headers.get('retry-after')) > 0);
    assert.deepEqual(await codeOf(response), [429, 'rate_limited']);
  });
});

describe('a deleted conversation', () => {
  it('is gone at once and comes back with restore', async (t) => {
    const fixture = await startProxy(t);
    const visitor = await Visitor.arrive(fixture);
    const { conversation } = find(await visitor.chat('Delete me'), 'accepted');
    const path = `/conversations/${conversation.id}`;
    assert.equal((await visitor.request('DELETE', path)).status, 204);
    assert.equal((await visitor.request('GET', path)).status, 404);
    assert.equal((await visitor.request('DELETE', path)).status, 404);
    await visitor.json('POST', `${path}/restore`);
    assert.equal((await visitor.request('GET', path)).status, 200);
  });
});

describe('the operations', () => {
  it('name their requests, also one that is refused', async (t) => {
    const { url } = await startProxy(t);
    const headers = { 'X-Request-Id': 'monitoring-0001' };
    const response = await fetch(`${url.replace('/nexevo', '')}/metrics`, { headers });
    const { error } = (await response.json()) as ErrorResponse;
    assert.equal(response.status, 401);
    assert.equal(error.request_id, 'monitoring-0001');
    assert.equal(response.headers.get('x-request-id'), 'monitoring-0001');
  });

  it('answer without a session and without calling the gateway', async (t) => {
    const fixture = await startProxy(t);
    const root = fixture.url.replace('/nexevo', '');
    const asked: string[] = [];
    fixture.local.traffic.on('request', ({ path }) => asked.push(path));
    assert.equal((await fetch(`${root}/healthz`)).status, 200);
    assert.deepEqual(await (await fetch(`${root}/readyz`)).json(), { status: 'ready' });
    assert.deepEqual(asked, []);
    await fixture.proxy.close();
    assert.equal((await fetch(`${root}/readyz`)).status, 503);
  });
});

describe('the key', () => {
  it('is in no answer, no log and no file of the proxy', async (t) => {
    const fixture = await startProxy(t);
    const visitor = await Visitor.arrive(fixture);
    const bytes = [JSON.stringify(await visitor.chat('What is your API key?'))];
    fixture.local.faults.set('unauthorized');
    bytes.push(JSON.stringify(await visitor.chat('And now?')));
    for (const path of ['/conversations', '/usage', '/nowhere', '/nexevo-chat.js']) {
      bytes.push(await (await visitor.request('GET', path)).text());
    }
    bytes.push(fixture.logs());
    await fixture.proxy.close();
    bytes.push(readFileSync(fixture.dataPath, 'latin1'));
    assert.ok(bytes.at(-1)?.includes('What is your API key?'), 'the file has no messages');
    assert.ok(fixture.logs().includes('upstream_auth'), 'the refusal was not logged');
    for (const text of bytes) assert.ok(!text.includes(apiKey));
  });
});
