import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorResponse } from '@nexevo/protocol';
import { SignJWT } from 'jose';
import { find, sessionSecret, startProxy, Visitor } from './fixture.ts';

/** Every route that takes an id, with ids that are the first visitor's. */
function routesOf(ids: { conversation: string; message: string; reply: string; run: string }) {
  return [
    ['GET', `/conversations/${ids.conversation}`],
    ['PATCH', `/conversations/${ids.conversation}`, { title: 'mine now' }],
    ['DELETE', `/conversations/${ids.conversation}`],
    ['POST', `/conversations/${ids.conversation}/restore`],
    ['POST', '/messages', { text: 'hi', conversation_id: ids.conversation }],
    ['POST', '/messages', { text: 'hi', parent_id: ids.reply }],
    ['POST', `/messages/${ids.reply}/regenerate`, { client_run_id: 'stranger-01' }],
    ['PUT', `/messages/${ids.reply}/feedback`, { rating: 1 }],
    ['GET', `/runs/${ids.run}/events`],
    ['POST', `/runs/${ids.run}/stop`],
    ['POST', '/runs/client-id-of-a/stop'],
  ] as const;
}

describe('another visitor', () => {
  it('gets the same 404 on every id as for one that never was', async (t) => {
    const fixture = await startProxy(t);
    const owner = await Visitor.arrive(fixture);
    const events = await owner.chat('My secret', { client_message_id: 'client-id-of-a' });
    const { conversation, message, reply, run_id: run } = find(events, 'accepted');
    const never = crypto.randomUUID();
    const real = routesOf({
      conversation: conversation.id,
      message: message.id,
      reply: reply.id,
      run,
    });
    const unreal = routesOf({
      conversation: `conv_${never}`,
      message: `msg_${never}`,
      reply: `msg_${never}`,
      run: `run_${never}`,
    });
    const stranger = await Visitor.arrive(fixture);
    for (const [index, [method, path, body]] of real.entries()) {
      const ask = async (route: readonly [string, string, object?]) => {
        const sent = route[1] === '/messages' && { client_message_id: crypto.randomUUID() };
        const response = await stranger.request(
          route[0],
          route[1],
          route[2] && { ...route[2], ...sent },
        );
        return { status: response.status, body: await response.text() };
      };
      const answer = await ask([method, path, body]);
      assert.equal(answer.status, 404, `${method} ${path}`);
      assert.deepEqual(answer, await ask(unreal[index]!), `${method} ${path} tells that it exists`);
    }
    const { conversations } = await stranger.json<{ conversations: unknown[] }>(
      'GET',
      '/conversations?q=secret',
    );
    assert.deepEqual(conversations, []);
    const deleted = find(await owner.chat('Soon deleted'), 'accepted').conversation;
    await owner.json('DELETE', `/conversations/${deleted.id}`);
    const restore = `/conversations/${deleted.id}/restore`;
    assert.equal((await stranger.request('POST', restore)).status, 404);
    assert.equal((await owner.request('POST', restore)).status, 200);
    const still = await owner.json<{ messages: { feedback?: unknown }[] }>(
      'GET',
      `/conversations/${conversation.id}`,
    );
    assert.equal(still.messages.length, 2);
    assert.equal(still.messages[1]?.feedback, undefined);
  });
});

describe('without a valid session', () => {
  it('every route but POST /session answers 401', async (t) => {
    const fixture = await startProxy(t);
    const id = crypto.randomUUID();
    const ids = {
      conversation: `conv_${id}`,
      message: `msg_${id}`,
      reply: `msg_${id}`,
      run: `run_${id}`,
    };
    const key = new TextEncoder().encode(sessionSecret);
    const forgedKey = new TextEncoder().encode('another-secret-another-secret-1234');
    const claims = () =>
      new SignJWT({ kind: 'anonymous' })
        .setSubject('anon:x')
        .setAudience('nexevo-proxy-session')
        .setIssuedAt();
    const head = { alg: 'HS256' };
    const tokens = {
      none: '',
      forged: await claims().setExpirationTime('1h').setProtectedHeader(head).sign(forgedKey),
      expired: await claims().setExpirationTime(1).setProtectedHeader(head).sign(key),
      unsigned: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"anon:x"}').toString('base64url')}.`,
      'of another audience': await claims()
        .setAudience('nexevo-chat')
        .setExpirationTime('1h')
        .setProtectedHeader(head)
        .sign(key),
    };
    const routes = [
      ...routesOf(ids),
      ['GET', '/conversations'],
      ['POST', '/conversations', {}],
      ['GET', '/usage'],
      ['GET', '/feedback/summary'],
    ] as const;
    for (const [name, token] of Object.entries(tokens)) {
      for (const [method, path, body] of routes) {
        const response = await new Visitor(fixture.url, token).request(method, path, body);
        assert.equal(response.status, 401, `${name}: ${method} ${path}`);
        const { error } = (await response.json()) as ErrorResponse;
        const code = name === 'expired' ? 'session_expired' : 'session_required';
        assert.equal(error.code, code, `${name}: ${method} ${path}`);
      }
    }
  });

  it('a session that is renewed in time keeps its visitor', async (t) => {
    const fixture = await startProxy(t);
    const visitor = await Visitor.arrive(fixture);
    await visitor.chat('Remember me');
    const renewed = await visitor.json<{ token: string }>('POST', '/session', {});
    assert.notEqual(renewed.token, visitor.token);
    const { conversations } = await new Visitor(fixture.url, renewed.token).json<{
      conversations: unknown[];
    }>('GET', '/conversations');
    assert.equal(conversations.length, 1);
  });
});

describe('an identity token', () => {
  const secret = 'the-identity-secret-of-this-test-0123';
  const sign = (claims: Record<string, unknown>, life: string | number = '5m') =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('nexevo-chat')
      .setIssuedAt()
      .setExpirationTime(life)
      .sign(new TextEncoder().encode(secret));

  it('gives the same person the same conversations on every device', async (t) => {
    const fixture = await startProxy(t, { identity: { secret } });
    const phone = await Visitor.arrive(fixture, await sign({ sub: 'u1' }));
    await phone.chat('Hello');
    const laptop = await Visitor.arrive(fixture, await sign({ sub: 'u1' }));
    const other = await Visitor.arrive(fixture, await sign({ sub: 'u2' }));
    const count = async (visitor: Visitor) =>
      (await visitor.json<{ conversations: unknown[] }>('GET', '/conversations')).conversations
        .length;
    assert.equal(await count(laptop), 1);
    assert.equal(await count(other), 0);
  });

  it('opens the operator routes only with the operator role', async (t) => {
    const fixture = await startProxy(t, { identity: { secret } });
    const operator = await Visitor.arrive(fixture, await sign({ sub: 'boss', role: 'operator' }));
    const usage = await operator.json<{ balance: { amount: string } }>('GET', '/usage');
    assert.match(usage.balance.amount, /^\d+\.\d+$/);
    const visitor = await Visitor.arrive(fixture, await sign({ sub: 'u1' }));
    assert.equal((await visitor.request('GET', '/usage')).status, 403);
  });

  it('is refused when it lives too long, has expired, or no server here takes any', async (t) => {
    const fixture = await startProxy(t, { identity: { secret } });
    for (const token of [
      await sign({ sub: 'u1' }, '2h'),
      await sign({ sub: 'u1' }, 1),
      await sign({}),
      await sign({ sub: '' }),
      await sign({ sub: ' ' }),
      'nonsense',
    ]) {
      await assert.rejects(Visitor.arrive(fixture, token), /identity_invalid/);
    }
    const without = await startProxy(t);
    await assert.rejects(Visitor.arrive(without, await sign({ sub: 'u1' })), /identity_invalid/);
  });
});
