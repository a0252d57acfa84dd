import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ConversationList, RunEvent, SessionResponse } from '@nexevo/protocol';
import type { Request } from 'express';
import { SignJWT } from 'jose';
import { find, readEvents, startProxy, textOf, Visitor } from './fixture.ts';

const secret = 'the-identity-secret-of-this-test-0123';

function identityOf(subject: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setAudience('nexevo-chat')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));
}

/** Signs in with the bearer token of what the visitor was before. */
async function signIn(before: Visitor, subject: string): Promise<Visitor> {
  const body = { identity_token: await identityOf(subject) };
  return new Visitor(
    before.url,
    (await before.json<SessionResponse>('POST', '/session', body)).token,
  );
}

async function titlesOf(visitor: Visitor): Promise<(string | null)[]> {
  const { conversations } = await visitor.json<ConversationList>('GET', '/conversations');
  return conversations.map(({ title }) => title).sort();
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { error: { code: string } }).error.code;
}

describe('signing in', () => {
  const start = (t: TestContext, more = {}) => startProxy(t, { identity: { secret }, ...more });

  it('keeps what the visitor had said before, and adds it to what the account has', async (t) => {
    const fixture = await start(t);
    const account = await Visitor.arrive(fixture, await identityOf('u1'));
    await account.chat('From the phone');
    const before = await Visitor.arrive(fixture);
    await before.chat('Before signing in');
    const after = await signIn(before, 'u1');
    assert.deepEqual(await titlesOf(after), ['Before signing in', 'From the phone']);
    assert.deepEqual(await titlesOf(account), ['Before signing in', 'From the phone']);
  });

  it('ends every session of the anonymous visitor, renewed ones included', async (t) => {
    const fixture = await start(t);
    const before = await Visitor.arrive(fixture);
    await before.chat('Mine');
    const { token } = await before.json<SessionResponse>('POST', '/session', {});
    await signIn(before, 'u1');
    for (const old of [before, new Visitor(fixture.url, token)]) {
      assert.equal(await codeOf(await old.request('GET', '/conversations')), 'session_revoked');
      const renewed = await old.json<SessionResponse>('POST', '/session', {});
      assert.deepEqual(await titlesOf(new Visitor(fixture.url, renewed.token)), []);
    }
  });

  it('adopts once: the same token brings nothing to a second account, even at the same moment', async (t) => {
    const fixture = await start(t);
    const before = await Visitor.arrive(fixture);
    await before.chat('Mine');
    const people = ['u1', 'u2', 'u3', 'u4', 'u1', 'u2'];
    const accounts = await Promise.all(people.map((subject) => signIn(before, subject)));
    const titles = await Promise.all(accounts.map(titlesOf));
    const owners = new Set(people.filter((_, index) => titles[index]?.length));
    assert.equal(owners.size, 1);
    const replay = await signIn(before, 'u5');
    assert.deepEqual(await titlesOf(replay), []);
  });

  it('lets the reply that is being written go on, and keeps it upstream', async (t) => {
    const fixture = await start(t, { pace: 100 });
    const appended: unknown[] = [];
    fixture.local.traffic.on('request', ({ path, body }) => {
      if (path.endsWith('/messages')) appended.push((body as { role: string }).role);
    });
    // Its first append fails, so that it is the new name under which the conversation is created.
    fixture.local.faults.set('unauthorized', { path: '/conversations' });
    const before = await Visitor.arrive(fixture);
    const events: RunEvent[] = [];
    for await (const event of readEvents(await before.send('Hello'))) {
      events.push(event);
      if (event.event === 'delta') break;
    }
    const { run_id: run } = find(events, 'accepted');
    const after = await signIn(before, 'u1');
    fixture.local.faults.set(null);
    const stream = await after.request('GET', `/runs/${run}/events`);
    const rest = await Array.fromAsync(readEvents(stream));
    assert.equal(find(rest, 'done').message.text, textOf(rest));
    assert.equal((await before.request('GET', `/runs/${run}/events`)).status, 401);
    await fixture.proxy.close();
    assert.deepEqual(appended, ['user', 'assistant']);
  });

  it('takes nothing from another account, nor from a forged or made-up bearer', async (t) => {
    const fixture = await start(t);
    const account = await Visitor.arrive(fixture, await identityOf('u1'));
    await account.chat('Private');
    const thief = await signIn(account, 'u2');
    assert.deepEqual(await titlesOf(thief), []);
    assert.deepEqual(await titlesOf(account), ['Private']);
    const forged = await signIn(new Visitor(fixture.url, 'not.a.token'), 'u3');
    assert.deepEqual(await titlesOf(forged), []);
  });
});

describe('requireIdentity', () => {
  it('lets in nobody whom the site does not vouch for, and still adopts what was there before', async (t) => {
    const open = await startProxy(t, { identity: { secret } });
    const before = await Visitor.arrive(open);
    await before.chat('From the open days');
    await open.proxy.close();
    const closed = await startProxy(t, {
      identity: { secret },
      requireIdentity: true,
      dataPath: open.dataPath,
    });
    await assert.rejects(Visitor.arrive(closed), /identity_required/);
    const same = new Visitor(closed.url, before.token);
    const refused = await same.request('GET', '/conversations');
    assert.deepEqual([refused.status, await codeOf(refused)], [401, 'identity_required']);
    assert.deepEqual(await titlesOf(await signIn(same, 'u1')), ['From the open days']);
  });
});

describe('identify(req)', () => {
  const identify = (request: Request) => {
    const subject = /user=(\w*)/.exec(request.get('cookie') ?? '')?.[1];
    return subject === undefined ? undefined : { subject, operator: subject === 'boss' };
  };
  const ask = (url: string, headers: Record<string, string>) =>
    fetch(`${url}/session`, { method: 'POST', headers });
  const kindOf = async (response: Response) =>
    ((await response.json()) as SessionResponse).visitor.kind;

  it('signs in whom the app knows by its own cookie, and adopts what they said before', async (t) => {
    const fixture = await startProxy(t, { identify });
    const before = await Visitor.arrive(fixture);
    await before.chat('Mine');
    const { origin } = new URL(fixture.url);
    const response = await before.request('POST', '/session', undefined, {
      headers: { Cookie: 'user=u1', Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
    });
    const { token, visitor } = (await response.json()) as SessionResponse;
    const { id, ...rest } = visitor;
    assert.match(id, /^[\w-]{22}$/);
    assert.deepEqual(rest, { kind: 'identified', operator: false });
    assert.deepEqual(await titlesOf(new Visitor(fixture.url, token)), ['Mine']);
    const again = (await (await ask(fixture.url, { Cookie: 'user=u1' })).json()) as SessionResponse;
    assert.equal(again.visitor.id, id);
    const boss = (await (
      await ask(fixture.url, { Cookie: 'user=boss' })
    ).json()) as SessionResponse;
    assert.equal(boss.visitor.operator, true);
    assert.notEqual(boss.visitor.id, id);
  });

  it('is not asked about requests that another page made, whatever cookie they carry', async (t) => {
    const page = 'https://www.example.com';
    const fixture = await startProxy(t, { identify, origins: [page] });
    const Cookie = 'user=u1';
    const foreign: Record<string, string>[] = [
      { Cookie, Origin: page },
      { Cookie, 'Sec-Fetch-Site': 'cross-site' },
      { Cookie, 'Sec-Fetch-Site': 'same-site' },
      { Cookie, Origin: new URL(fixture.url).origin, 'Sec-Fetch-Site': 'same-site' },
    ];
    for (const headers of foreign) {
      assert.equal(await kindOf(await ask(fixture.url, headers)), 'anonymous');
    }
    assert.equal((await ask(fixture.url, { Cookie, Origin: 'null' })).status, 403);
  });

  it('refuses a visitor without an id, and asks no further when nobody is signed in', async (t) => {
    const fixture = await startProxy(t, { identify });
    assert.equal(await codeOf(await ask(fixture.url, { Cookie: 'user=' })), 'identity_invalid');
    assert.equal(await kindOf(await ask(fixture.url, {})), 'anonymous');
  });
});
