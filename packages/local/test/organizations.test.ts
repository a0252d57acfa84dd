import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { read, refusal, startLocal } from './start-local.ts';

interface Person {
  access_token: string;
  user: { user_id: string; org_id: string | null; role: string | null };
}

interface Member {
  user_id: string;
  email: string;
  full_name: string | null;
  role: string;
  status: string;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** An organization of Olga's, and ways to bring others in. */
async function startOrganization(t: TestContext) {
  const { call } = await startLocal(t, { passwordCost: 1024, openingBalance: '25' });
  const enter = (way: 'register' | 'login', name: string) => {
    const body = { email: `${name}@example.com`, password: `password of ${name}` };
    return read<Person>(call(`/auth/${way}`, { body }));
  };
  const olga = await enter('register', 'olga');
  const as = (person: Person, method: Method, path: string, body?: object) =>
    call(path, { method, body, key: person.access_token });
  const made = await read<{ organization: { org_id: string; role: string } }>(
    as(olga, 'POST', '/organizations', { name: 'My team' }),
  );
  const { org_id: id, role } = made.organization;
  assert.equal(role, 'owner');
  const members = `/organizations/${id}/members`;
  const invite = (person: Person, name: string, role: string) =>
    as(person, 'POST', members, { email: `${name}@example.com`, role });
  const list = async (person: Person) =>
    (await read<{ members: Member[] }>(as(person, 'GET', members))).members;
  /** Invites somebody, who then registers. */
  const join = async (name: string, role: string) => {
    assert.equal((await invite(olga, name, role)).status, 201);
    return enter('register', name);
  };
  return { call, enter, olga, as, id, members, invite, list, join };
}

test('who is invited keeps the id of the invitation, and is in once registered', async (t) => {
  const { olga, invite, list, enter, as } = await startOrganization(t);
  const { member } = await read<{ member: Member }>(invite(olga, 'Dev', 'developer'));
  assert.partialDeepStrictEqual(member, {
    email: 'dev@example.com',
    role: 'developer',
    status: 'invited',
  });
  assert.deepEqual(await refusal(invite(olga, 'dev', 'admin')), [409, 'already_member']);
  const dev = await enter('register', 'dev');
  assert.equal(dev.user.user_id, member.user_id);
  assert.equal(dev.user.role, 'developer');
  assert.deepEqual(
    (await list(dev)).map(({ email, status }) => [email, status]),
    [
      ['olga@example.com', 'active'],
      ['dev@example.com', 'active'],
    ],
  );
  const { organizations } = await read<{ organizations: object[] }>(
    as(dev, 'GET', '/organizations'),
  );
  assert.partialDeepStrictEqual(organizations, [{ name: 'My team', role: 'developer' }]);
});

test('who has an account already is in from the next login, and not before', async (t) => {
  const { olga, invite, list, enter, as, members } = await startOrganization(t);
  const ann = await enter('register', 'ann');
  const { member } = await read<{ member: Member }>(invite(olga, 'ann', 'admin'));
  assert.equal(member.user_id, ann.user.user_id);
  assert.equal(member.full_name, null);
  assert.deepEqual(await refusal(as(ann, 'GET', members)), [404, 'organization_not_found']);
  await enter('login', 'ann');
  assert.equal((await list(ann)).length, 2);
});

test('members share keys and balance; a developer changes only keys of their own', async (t) => {
  const { call, olga, as, join, enter, id } = await startOrganization(t);
  const dev = await join('dev', 'developer');
  const create = (person: Person) =>
    read<{ full_key: string; key: { key_id: string } }>(as(person, 'POST', '/keys', { name: 'k' }));
  const [hers, theirs] = [await create(olga), await create(dev)];
  const { keys } = await read<{ keys: unknown[] }>(as(dev, 'GET', '/keys'));
  assert.equal(keys.length, 2);
  const cap = (key: { key_id: string }) =>
    as(dev, 'PATCH', `/keys/${key.key_id}/spend-cap`, { monthly_spend_cap_usd: '1' });
  assert.equal((await cap(theirs.key)).status, 200);
  assert.deepEqual(await refusal(cap(hers.key)), [403, 'role_required']);
  assert.equal((await as(dev, 'DELETE', `/keys/${hers.key.key_id}`)).status, 403);
  const order = { amount_usd: 5, idempotency_key: 'one' };
  assert.deepEqual(await refusal(as(dev, 'POST', '/billing/checkout', order)), [
    403,
    'role_required',
  ]);
  const { checkout_url } = await read<{ checkout_url: string }>(
    as(olga, 'POST', '/billing/checkout', order),
  );
  await fetch(checkout_url, { method: 'POST' });
  const balance = async (key: string, headers = {}) =>
    (await read<{ balance_usd: string }>(call('/billing/balance', { key, headers }))).balance_usd;
  assert.equal(await balance(dev.access_token), '30.00000000');
  assert.equal(await balance(theirs.full_key), '30.00000000');
  const by = (organization: string) => ({ 'x-nexevo-organization': organization });
  assert.equal(await balance(dev.access_token, by('personal')), '25.00000000');
  const stranger = await enter('register', 'stranger');
  const answer = await call('/keys', { key: stranger.access_token, headers: by(id) });
  assert.ok(answer.headers.has('x-ratelimit-remaining'));
  assert.deepEqual(await refusal(answer), [404, 'organization_not_found']);
});

test('each role may do what it may, and a stranger learns nothing', async (t) => {
  const { olga, as, members, id, invite, join, enter } = await startOrganization(t);
  const [ann, dev] = [await join('ann', 'admin'), await join('dev', 'developer')];
  const [bob, stranger] = [await join('bob', 'developer'), await enter('register', 'stranger')];
  const memberOf = (person: Person) => `${members}/${person.user.user_id}`;
  const forbidden = [
    invite(ann, 'x', 'owner'),
    invite(dev, 'x', 'developer'),
    as(ann, 'PATCH', memberOf(bob), { role: 'owner' }),
    as(ann, 'PATCH', memberOf(olga), { role: 'developer' }),
    as(ann, 'DELETE', memberOf(olga)),
    as(dev, 'PATCH', memberOf(dev), { role: 'admin' }),
    as(dev, 'DELETE', memberOf(bob)),
    as(dev, 'DELETE', `${members}/u_nobody`),
    as(ann, 'POST', `/organizations/${id}/transfer-owner`, { new_owner_user_id: ann.user.user_id }),
  ];
  for (const answer of forbidden) assert.deepEqual(await refusal(answer), [403, 'role_required']);
  const unknown = [
    as(stranger, 'GET', members),
    as(stranger, 'DELETE', memberOf(bob)),
    invite(stranger, 'x', 'developer'),
    as(olga, 'GET', '/organizations/org_nothing/members'),
  ];
  for (const answer of unknown)
    assert.deepEqual(await refusal(answer), [404, 'organization_not_found']);
  assert.equal((await invite(ann, 'x', 'admin')).status, 201);
  assert.equal((await as(ann, 'PATCH', memberOf(bob), { role: 'admin' })).status, 200);
  assert.equal((await as(ann, 'DELETE', memberOf(bob))).status, 204);
  assert.deepEqual(await refusal(as(olga, 'DELETE', memberOf(bob))), [404, 'member_not_found']);
  for (const body of [{}, { email: 'x@example.com', role: 'boss' }, { email: 'x', role: 'admin' }])
    assert.equal((await as(olga, 'POST', members, body)).status, 422);
});

test('who is removed, or leaves, takes their keys with them and loses sight of it', async (t) => {
  const { call, olga, as, members, join } = await startOrganization(t);
  const dev = await join('dev', 'developer');
  const { full_key } = await read<{ full_key: string }>(
    as(dev, 'POST', '/keys', { name: 'laptop' }),
  );
  assert.equal((await as(dev, 'DELETE', `${members}/${dev.user.user_id}`)).status, 204);
  assert.equal((await call('/models', { key: full_key })).status, 401);
  assert.equal((await as(dev, 'GET', members)).status, 404);
  const { keys } = await read<{ keys: unknown[] }>(as(dev, 'GET', '/keys'));
  assert.deepEqual(keys, []);
  assert.equal((await as(olga, 'GET', '/billing/balance')).status, 200);
});

test('an organization keeps an owner; transferring makes the old one admin', async (t) => {
  const { olga, as, members, id, join, invite, list } = await startOrganization(t);
  const dev = await join('dev', 'developer');
  const { member: invited } = await read<{ member: Member }>(invite(olga, 'late', 'owner'));
  const self = `${members}/${olga.user.user_id}`;
  assert.deepEqual(await refusal(as(olga, 'DELETE', self)), [409, 'last_owner']);
  assert.deepEqual(await refusal(as(olga, 'PATCH', self, { role: 'admin' })), [409, 'last_owner']);
  assert.deepEqual(await refusal(as(olga, 'POST', '/auth/deactivate', {})), [409, 'last_owner']);
  assert.equal((await as(olga, 'GET', '/auth/me')).status, 200);
  const transfer = (new_owner_user_id: unknown) =>
    as(olga, 'POST', `/organizations/${id}/transfer-owner`, { new_owner_user_id });
  assert.deepEqual(await refusal(transfer(invited.user_id)), [409, 'member_not_active']);
  assert.deepEqual(await refusal(transfer('u_789')), [404, 'member_not_found']);
  assert.equal((await transfer(7)).status, 422);
  assert.partialDeepStrictEqual(await read<object>(transfer(olga.user.user_id)), {
    organization: { role: 'owner' },
  });
  assert.partialDeepStrictEqual(await read<object>(transfer(dev.user.user_id)), {
    organization: { org_id: id, role: 'admin' },
  });
  const roles = new Map((await list(dev)).map(({ email, role }) => [email, role]));
  assert.equal(roles.get('dev@example.com'), 'owner');
  assert.equal(roles.get('olga@example.com'), 'admin');
  assert.equal((await as(olga, 'POST', '/auth/deactivate', {})).status, 204);
  assert.deepEqual(
    (await list(dev)).map(({ email }) => email),
    ['dev@example.com', 'late@example.com'],
  );
});

test('a development key makes an organization of its account', async (t) => {
  const { call } = await startLocal(t);
  const before = await read<{ balance_usd: string }>(call('/billing/balance'));
  const { organization } = await read<{ organization: { org_id: string } }>(
    call('/organizations', { body: { name: 'My team' } }),
  );
  const me = await read<object>(call('/auth/me'));
  assert.partialDeepStrictEqual(me, { org_id: organization.org_id, role: 'owner' });
  assert.deepEqual(await read<object>(call('/billing/balance')), before);
  for (const name of ['', ' ', 'x'.repeat(101), 7, null])
    assert.equal((await call('/organizations', { body: { name } })).status, 422);
});
