import assert from 'node:assert/strict';
import { describe, it, mock, type TestContext } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { ErrorResponse } from '@nexevo/protocol';
import { SignJWT } from 'jose';
import { Database } from '../src/store/sqlite/database.ts';
import { type Fixture, find, sessionSecret, startProxy, Visitor } from './fixture.ts';
import { readRoutes } from './read-routes.ts';
import { type Ids, routeTable } from './route-table.ts';

const identitySecret = 'the-identity-secret-of-this-test-0123';
const operatorToken = 'the-operator-token-of-this-test-0123';
const options = { identity: { secret: identitySecret }, operatorToken };

/** Ids of nothing at all, of the same form. */
function unknownIds(): Ids {
  const id = () => crypto.randomUUID();
  return {
    conversation: `conv_${id()}`,
    message: `msg_${id()}`,
    reply: `msg_${id()}`,
    run: `run_${id()}`,
  };
}

async function identified(fixture: Fixture, claims: object): Promise<Visitor> {
  const token = new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('nexevo-chat')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(identitySecret));
  return Visitor.arrive(fixture, await token);
}

/** Bearers that stand for nobody, each with the code it is refused with. */
async function strangers(fixture: Fixture): Promise<Record<string, [token: string, code: string]>> {
  const sign = (secret: string, expires: string | number, aud = 'nexevo-proxy-session') =>
    new SignJWT({ kind: 'identified', operator: true })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('anon:x')
      .setAudience(aud)
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(new TextEncoder().encode(secret));
  const revoked = await Visitor.arrive(fixture);
  assert.equal((await revoked.request('DELETE', '/visitor')).status, 204);
  const unsigned = ['{"alg":"none"}', '{"sub":"anon:x","aud":"nexevo-proxy-session"}']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
  return {
    'no session': ['', 'session_required'],
    expired: [await sign(sessionSecret, 1), 'session_expired'],
    forged: [await sign('another-secret-another-secret-1234', '1h'), 'session_required'],
    'of another audience': [await sign(sessionSecret, '1h', 'nexevo-chat'), 'session_required'],
    unsigned: [`${unsigned}.`, 'session_required'],
    revoked: [revoked.token, 'session_revoked'],
  };
}

/** Asks every request of a route; `ids` are the first visitor's. */
async function ask(visitor: Visitor, name: string, ids: Ids) {
  const [method = ''] = name.split(' ');
  const requests = routeTable[name]?.requests(ids) ?? [];
  return Promise.all(
    requests.map(async ({ path, body }) => ({
      name: `${method} ${path}`,
      response: await visitor.request(method, path, body),
    })),
  );
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as ErrorResponse).error.code;
}

describe('the table of routes', () => {
  it('has every route of the router and no other', async (t) => {
    const { proxy } = await startProxy(t);
    assert.deepEqual(readRoutes(proxy.router).sort(), Object.keys(routeTable).sort());
  });
});

describe('every route that is not for everybody', () => {
  it('refuses whoever has no session that holds, and says why', async (t) => {
    const fixture = await startProxy(t, options);
    for (const [who, [token, code]] of Object.entries(await strangers(fixture))) {
      for (const [name, { audience }] of Object.entries(routeTable)) {
        if (audience === 'everybody') continue;
        for (const asked of await ask(new Visitor(fixture.url, token), name, unknownIds())) {
          assert.equal(asked.response.status, 401, `${who}: ${asked.name}`);
          assert.equal(await codeOf(asked.response), code, `${who}: ${asked.name}`);
        }
      }
    }
  });

  it('is for operators exactly where the table says so', async (t) => {
    const fixture = await startProxy(t, options);
    const operators = [
      await identified(fixture, { sub: 'boss', role: 'operator' }),
      new Visitor(fixture.url, operatorToken),
    ];
    const visitors = [await Visitor.arrive(fixture), await identified(fixture, { sub: 'u1' })];
    for (const [name, { audience }] of Object.entries(routeTable)) {
      if (audience !== 'operator') continue;
      for (const operator of operators) {
        for (const { response } of await ask(operator, name, unknownIds())) {
          assert.equal(response.status, 200, name);
        }
      }
      for (const visitor of visitors) {
        for (const { response } of await ask(visitor, name, unknownIds())) {
          assert.deepEqual([response.status, await codeOf(response)], [403, 'operator_required']);
        }
      }
    }
    for (const [name, { audience }] of Object.entries(routeTable)) {
      if (audience !== 'visitor') continue;
      for (const { response } of await ask(operators[1]!, name, unknownIds())) {
        assert.equal(response.status, 401, `the operator token is no visitor: ${name}`);
      }
    }
  });
});

describe('what is another visitor’s', () => {
  /** Everything of an answer but what differs with time. */
  const plainly = async (response: Response) => {
    const { status } = response;
    const own = ['date', 'ratelimit', 'ratelimit-policy'];
    const headers = [...response.headers].filter(([name]) => !own.includes(name));
    return { status, headers, text: await response.text() };
  };

  /** The statements that the store runs meanwhile. */
  const watching = async <T>(t: TestContext, work: () => Promise<T>) => {
    const statements: string[] = [];
    const watchers = (['get', 'all', 'run'] as const).map((name) => {
      const original = Database.prototype[name] as (this: Database, ...call: unknown[]) => unknown;
      return mock.method(Database.prototype, name, function (this: Database, ...call: unknown[]) {
        statements.push(`${name} ${call[0]}`);
        return original.apply(this, call);
      });
    });
    t.after(() => mock.restoreAll());
    const result = await work();
    for (const watcher of watchers) watcher.mock.restore();
    return { result, statements };
  };

  for (const who of ['another visitor', 'an account', 'an operator']) {
    it(`is answered to ${who} byte by byte, and with the same work, like what does not exist`, async (t) => {
      const fixture = await startProxy(t, options);
      const owner = await Visitor.arrive(fixture);
      const { conversation, message, reply, run_id } = find(
        await owner.chat('My secret'),
        'accepted',
      );
      const ids = {
        conversation: conversation.id,
        message: message.id,
        reply: reply.id,
        run: run_id,
      };
      const before = await owner.json<object>('GET', `/conversations/${conversation.id}`);
      const asker =
        who === 'another visitor'
          ? await Visitor.arrive(fixture)
          : await identified(fixture, {
              sub: who,
              ...(who === 'an operator' && { role: 'operator' }),
            });
      for (const [name, { owned }] of Object.entries(routeTable)) {
        if (!owned) continue;
        const count = routeTable[name]!.requests(ids).length;
        for (let index = 0; index < count; index += 1) {
          const one = async (of: Ids) => {
            const [method = ''] = name.split(' ');
            const { path, body } = routeTable[name]!.requests(of)[index]!;
            const headers = { 'X-Request-Id': 'the-same-id' };
            return plainly(await asker.request(method, path, body, { headers }));
          };
          let real = await watching(t, () => one(ids));
          let unreal = await watching(t, () => one(unknownIds()));
          // What the proxy does by itself may come between; it does not do so each time.
          for (let again = 0; again < 50 && !isDeepStrictEqual(real, unreal); again += 1) {
            real = await watching(t, () => one(ids));
            unreal = await watching(t, () => one(unknownIds()));
          }
          assert.equal(real.result.status, 404, `${name} ${index}`);
          assert.deepEqual(real.result, unreal.result, `${name} ${index} tells that it exists`);
          assert.ok(real.statements.length > 0, `${name} ${index} asked the store nothing`);
          assert.deepEqual(real.statements, unreal.statements, `${name} ${index} does other work`);
        }
      }
      assert.deepEqual(await owner.json('GET', `/conversations/${conversation.id}`), before);
      const list = await asker.json<{ conversations: unknown[] }>('GET', '/conversations?q=secret');
      assert.deepEqual(list.conversations, []);
      const exported = await (await asker.request('GET', '/visitor/export')).text();
      assert.ok(!exported.includes('My secret'));
    });
  }
});
