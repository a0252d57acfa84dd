import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignJWT } from 'jose';
import { find, startProxy, Visitor } from './fixture.ts';

describe('another visitor', () => {
  it('cannot stop a run by its client id, nor bring back what was deleted', async (t) => {
    const fixture = await startProxy(t);
    const owner = await Visitor.arrive(fixture);
    const stranger = await Visitor.arrive(fixture);
    await owner.chat('My secret', { client_message_id: 'client-id-of-a' });
    assert.equal((await stranger.request('POST', '/runs/client-id-of-a/stop')).status, 404);
    const deleted = find(await owner.chat('Soon deleted'), 'accepted').conversation;
    await owner.json('DELETE', `/conversations/${deleted.id}`);
    const restore = `/conversations/${deleted.id}/restore`;
    assert.equal((await stranger.request('POST', restore)).status, 404);
    assert.equal((await owner.request('POST', restore)).status, 200);
  });
});

describe('an anonymous session', () => {
  it('that is renewed in time keeps its visitor', async (t) => {
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
      await sign({ sub: 'u'.repeat(256) }),
      'nonsense',
    ]) {
      await assert.rejects(Visitor.arrive(fixture, token), /identity_invalid/);
    }
    const without = await startProxy(t);
    await assert.rejects(Visitor.arrive(without, await sign({ sub: 'u1' })), /identity_invalid/);
  });
});
