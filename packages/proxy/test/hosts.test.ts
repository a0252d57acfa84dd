import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { type Fixture, startProxy } from './fixture.ts';

/** Asks for a session as a browser does, under a name that leads to the proxy; `fetch` would not let us say `Host`. */
async function arrive(
  { url }: Fixture,
  headers: Record<string, string>,
  path = '/session',
): Promise<[number, string | undefined]> {
  const method = path === '/session' ? 'POST' : 'GET';
  const call = request(`${url}${path}`, { method, headers }).end();
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  const body = JSON.parse(await text(answer));
  return [answer.statusCode ?? 0, body.error?.code];
}

const refused = [403, 'host_not_allowed'];
const welcome = [200, undefined];

describe('a page whose name was led to this machine', () => {
  it('gets no session, though page and proxy are one origin to the browser', async (t) => {
    const fixture = await startProxy(t);
    const { port } = new URL(fixture.url);
    const host = `evil.example:${port}`;
    const page = { Host: host, Origin: `http://${host}` };
    assert.deepEqual(await arrive(fixture, page), refused);
    assert.match(fixture.logs(), /"level":40,.*"host":"evil\.example"/);
    assert.deepEqual(await arrive(fixture, { ...page, 'X-Forwarded-Host': 'localhost' }), refused);
  });

  it('cannot pass for the proxy by a header, where a reverse proxy is trusted', async (t) => {
    const fixture = await startProxy(t, { trustProxy: 1 });
    const page = { Host: 'evil.example', Origin: 'http://evil.example' };
    for (const name of ['localhost', 'evil.example']) {
      const [status, code] = await arrive(fixture, { ...page, 'X-Forwarded-Host': name });
      assert.equal(status, 403, `${name}: ${code}`);
    }
  });
});

describe('without a list of hosts', () => {
  it('the own origin passes by localhost, by an address, and by https behind whatever has the certificate', async (t) => {
    const fixture = await startProxy(t);
    const { port } = new URL(fixture.url);
    for (const name of ['localhost', 'chat.localhost', '127.0.0.1', '[::1]', '192.0.2.7']) {
      const host = `${name}:${port}`;
      assert.deepEqual(await arrive(fixture, { Host: host, Origin: `http://${host}` }), welcome);
    }
    const behind = { Host: 'chat.example.com', Origin: 'https://chat.example.com' };
    assert.deepEqual(await arrive(fixture, behind), welcome);
  });

  it('listed origins and programs pass by any name', async (t) => {
    const origin = 'http://www.example.com';
    const fixture = await startProxy(t, { origins: [origin, 'http://chat.intranet'] });
    assert.deepEqual(await arrive(fixture, { Host: 'chat.lan', Origin: origin }), welcome);
    const own = { Host: 'chat.intranet', Origin: 'http://chat.intranet' };
    assert.deepEqual(await arrive(fixture, own), welcome);
    assert.deepEqual(await arrive(fixture, { Host: 'nexevo-proxy:8787' }), welcome);
  });
});

describe('with a list of hosts', () => {
  it('every request has to come by a name on it, by localhost or an address in digits', async (t) => {
    const fixture = await startProxy(t, { hosts: ['Chat.Intranet', 'chat.example.com'] });
    const own = { Host: 'chat.intranet:8787', Origin: 'http://chat.intranet:8787' };
    assert.deepEqual(await arrive(fixture, own), welcome);
    assert.deepEqual(await arrive(fixture, { Host: 'CHAT.example.com' }), welcome);
    assert.deepEqual(await arrive(fixture, { Host: 'localhost' }), welcome);
    for (const host of [
      'evil.example',
      'chat.example.com.evil.example',
      '127.0.0.1.evil.example',
    ]) {
      assert.deepEqual(await arrive(fixture, { Host: host }), refused);
      assert.deepEqual(await arrive(fixture, { Host: host }, '/openapi.json'), refused);
    }
  });

  it('each name that is not on it is in the log once, and not more than twenty', async (t) => {
    const fixture = await startProxy(t, { hosts: [] });
    const names = [
      'evil.example',
      'chat.intranet',
      ...Array.from({ length: 25 }, (_, i) => `n${i}`),
    ];
    for (const Host of [...names, ...names])
      assert.deepEqual(await arrive(fixture, { Host }), refused);
    const told = [...fixture.logs().matchAll(/"host":"([^"]+)".*see option/g)].map(
      ([, name]) => name,
    );
    assert.deepEqual(told, names.slice(0, 20));
  });

  it('an empty one is for this machine alone, and leaves health checks to their own names', async (t) => {
    const fixture = await startProxy(t, { hosts: [] });
    assert.deepEqual(await arrive(fixture, { Host: 'chat.example.com' }), refused);
    assert.deepEqual(await arrive(fixture, { Host: '127.0.0.1' }), welcome);
    const root = { ...fixture, url: fixture.url.replace('/nexevo', '') };
    assert.deepEqual(await arrive(root, { Host: 'any.name' }, '/healthz'), welcome);
  });
});
