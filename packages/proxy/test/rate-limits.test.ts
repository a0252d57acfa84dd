import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorResponse } from '@nexevo/protocol';
import { startProxy, Visitor } from './fixture.ts';

/** Statuses of requests that say where they come from. */
async function ask(visitor: Visitor, forwarded: string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const address of forwarded) {
    const headers = { 'X-Forwarded-For': address };
    const { status } = await visitor.request('GET', '/conversations', undefined, { headers });
    statuses.push(status);
  }
  return statuses;
}

describe('requests of one address', () => {
  it('are counted together, whatever X-Forwarded-For says, when no reverse proxy is trusted', async (t) => {
    const fixture = await startProxy(t, { limits: { requestsPerMinute: 3 } });
    const visitor = await Visitor.arrive(fixture);
    const addresses = ['198.51.100.1', '198.51.100.2', '198.51.100.3'];
    assert.deepEqual(await ask(visitor, addresses), [200, 200, 429]);
  });

  it('are counted by what the trusted reverse proxy adds, not by what came before that', async (t) => {
    const fixture = await startProxy(t, { trustProxy: 1, limits: { requestsPerMinute: 2 } });
    const visitor = await Visitor.arrive(fixture);
    const spoofed = ['1.1.1.1, 203.0.113.7', '2.2.2.2, 203.0.113.7', '3.3.3.3, 203.0.113.7'];
    assert.deepEqual(await ask(visitor, spoofed), [200, 200, 429]);
    assert.deepEqual(await ask(visitor, ['203.0.113.8']), [200]);
  });

  it('are those of an IPv6 /64, and of an IPv4 address in its IPv6 dress', async (t) => {
    const fixture = await startProxy(t, { trustProxy: 1, limits: { requestsPerMinute: 2 } });
    const visitor = await Visitor.arrive(fixture);
    const six = ['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:3:4:5:6', '2001:db8:1:3::1'];
    assert.deepEqual(await ask(visitor, six), [200, 200, 429, 200]);
    const four = ['203.0.113.9', '::ffff:203.0.113.9', '::ffff:cb00:7109', '203.0.113.10'];
    assert.deepEqual(await ask(visitor, four), [200, 200, 429, 200]);
  });

  it('that hide behind no address at all are those of the connection', async (t) => {
    const fixture = await startProxy(t, { trustProxy: 1, limits: { requestsPerMinute: 3 } });
    const visitor = await Visitor.arrive(fixture);
    assert.deepEqual(await ask(visitor, ['unknown', '_a', 'x y z']), [200, 200, 429]);
  });
});

describe('requests of one session', () => {
  it('are counted apart from those of another at the same address', async (t) => {
    const fixture = await startProxy(t, { limits: { visitorRequestsPerMinute: 2 } });
    const [one, other] = [await Visitor.arrive(fixture), await Visitor.arrive(fixture)];
    await one.json('GET', '/conversations');
    await one.json('GET', '/conversations');
    const refused = await one.request('GET', '/conversations');
    assert.equal(refused.status, 429);
    const { error } = (await refused.json()) as ErrorResponse;
    assert.equal(error.code, 'rate_limited');
    assert.equal(String(error.retry_after), refused.headers.get('retry-after'));
    await other.json('GET', '/conversations');
  });

  it('tell what is left in headers that the page may read', async (t) => {
    const fixture = await startProxy(t, { limits: { visitorRequestsPerMinute: 9 } });
    const visitor = await Visitor.arrive(fixture);
    const { headers } = await visitor.request('GET', '/conversations');
    assert.match(headers.get('ratelimit') ?? '', /"address"; r=\d+; t=\d+, "visitor"; r=8; t=\d+/);
    assert.match(headers.get('access-control-expose-headers') ?? '', /RateLimit,RateLimit-Policy/);
  });
});

describe('new sessions', () => {
  it('are limited apart from everything else', async (t) => {
    const fixture = await startProxy(t, { limits: { sessionsPerMinute: 2 } });
    const visitor = await Visitor.arrive(fixture);
    await Visitor.arrive(fixture);
    await assert.rejects(Visitor.arrive(fixture), /rate_limited/);
    await visitor.json('GET', '/conversations');
  });
});
