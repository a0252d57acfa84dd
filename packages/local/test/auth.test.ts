import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { LocalOptions } from '@nexevo/local';
import { Secret, TOTP, URI } from 'otpauth';
import { type Call, ownClock, read, refusal, startLocal } from './start-local.ts';

interface Session {
  access_token: string;
  token_type: string;
  expires_in: number;
  user: Record<string, unknown>;
}

const developer = { email: 'Dev@Example.com', password: 'correct horse' };

/** A gateway whose passwords are cheap to hash, with a developer in it. Catches what would be mailed. */
async function startWithDeveloper(t: TestContext, options: Partial<LocalOptions> = {}) {
  const mails: string[] = [];
  const mail = (line: string) => mails.push(line);
  const { call, url } = await startLocal(t, { passwordCost: 1024, mail, ...options });
  const registered = await call('/auth/register', {
    body: { ...developer, full_name: 'A. Developer' },
  });
  assert.equal(registered.status, 201);
  const session = await read<Session>(registered);
  return { call, url, mails, session, as: session.access_token };
}

const login = (call: Call, body: object = developer) => call('/auth/login', { body });
const tokenOf = async (call: Call, body?: object) =>
  (await read<Session>(login(call, body))).access_token;

test('registers once an address, whatever its case, and logs in', async (t) => {
  const { call, session } = await startWithDeveloper(t);
  assert.match(session.access_token, /^sess_/);
  assert.partialDeepStrictEqual(session, {
    token_type: 'bearer',
    user: {
      email: 'dev@example.com',
      full_name: 'A. Developer',
      two_fa_enabled: false,
      org_id: null,
    },
  });
  const again = call('/auth/register', { body: { ...developer, email: 'DEV@example.COM' } });
  assert.deepEqual(await refusal(again), [409, 'email_taken']);
  const { user } = await read<Session>(login(call));
  assert.deepEqual(user, session.user);
  assert.ok(!JSON.stringify(user).includes('scrypt'));
});

test("a login's token is taken wherever a key is, until it has run out", async (t) => {
  const clock = ownClock('2026-11-22T12:00:00Z');
  const { call, as, session } = await startWithDeveloper(t, { clock });
  assert.equal((await call('/billing/balance', { key: as })).status, 200);
  const { full_key } = await read<{ full_key: string }>(
    call('/keys', { key: as, body: { name: 'mine' } }),
  );
  const me = await read<object>(call('/auth/me', { key: full_key }));
  assert.deepEqual(me, session.user);
  clock.pass(session.expires_in * 1000);
  assert.deepEqual(await refusal(call('/models', { key: as })), [401, 'invalid_api_key']);
  assert.equal((await call('/models', { key: full_key })).status, 200);
});

test('says the same of a wrong password and of an address it does not know', async (t) => {
  const { call } = await startWithDeveloper(t);
  const answers = await Promise.all([
    login(call, { ...developer, password: 'wrong' }),
    login(call, { ...developer, email: 'nobody@example.com' }),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [401, 401],
  );
  const [one, other] = await Promise.all(answers.map((answer) => answer.text()));
  assert.equal(one, other);
  assert.match(one ?? '', /invalid_credentials/);
});

test('stops guessing at a password after five, also at the same time, and forgives later', async (t) => {
  const clock = ownClock('2026-11-22T12:00:00Z');
  const { call } = await startWithDeveloper(t, { clock });
  const wrong = { ...developer, password: 'wrong' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => login(call, wrong)));
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429, 429]);
  const closed = await login(call);
  assert.equal(closed.headers.get('retry-after'), '900');
  assert.deepEqual(await refusal(closed), [429, 'too_many_attempts']);
  clock.pass(900_000);
  assert.equal((await login(call)).status, 200);
});

test('mails a reset token that is good once, and for known addresses only', async (t) => {
  const { call, mails, as } = await startWithDeveloper(t);
  const ask = (email: string) => call('/auth/password-reset', { body: { email } });
  const [known, unknown] = [await ask('dev@example.com'), await ask('nobody@example.com')];
  assert.deepEqual([known.status, unknown.status], [202, 202]);
  assert.equal(await known.text(), await unknown.text());
  // The request after them was answered, so both are done with.
  await ask('dev@example.com');
  const tokens = mails.map((line) => /(prt_\S+)$/.exec(line)?.[1]);
  assert.match(mails[0] ?? '', /^mail to dev@example\.com: /);
  const confirm = (token: unknown, new_password = 'battery staple') =>
    call('/auth/password-reset/confirm', { body: { token, new_password } });
  assert.equal((await confirm(tokens[0], 'short')).status, 422);
  const both = await Promise.all([confirm(tokens[0]), confirm(tokens[0])]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [204, 400]);
  assert.equal((await call('/auth/me', { key: as })).status, 401);
  assert.deepEqual(await refusal(login(call)), [401, 'invalid_credentials']);
  assert.equal((await login(call, { ...developer, password: 'battery staple' })).status, 200);
  for (const token of [tokens[0], 'prt_nothing', ''])
    assert.deepEqual(await refusal(confirm(token)), [400, 'invalid_reset_token']);
});

test('a mail that cannot be written is a line in the log, and the gateway lives on', async (t) => {
  const lines: string[] = [];
  const mail = () => {
    throw new Error('The disk is full.');
  };
  const log = (line: string) => lines.push(line);
  const { call } = await startWithDeveloper(t, { mail, log });
  const body = { email: 'dev@example.com' };
  assert.equal((await call('/auth/password-reset', { body })).status, 202);
  // Answered after it, so it is done with.
  assert.equal((await call('/models')).status, 200);
  assert.ok(lines.includes('no mail to dev@example.com: The disk is full.'));
});

test('a reset token is good for an hour', async (t) => {
  const clock = ownClock('2026-11-22T12:00:00Z');
  const { call, mails } = await startWithDeveloper(t, { clock });
  await call('/auth/password-reset', { body: { email: developer.email } });
  await call('/models');
  clock.pass(3_600_000);
  const body = { token: mails[0]?.split(' ').at(-1), new_password: 'battery staple' };
  const late = call('/auth/password-reset/confirm', { body });
  assert.deepEqual(await refusal(late), [400, 'invalid_reset_token']);
});

test('changes the name, and the password against the current one; other logins end', async (t) => {
  const { call, as } = await startWithDeveloper(t);
  const other = await tokenOf(call);
  const patch = (full_name: unknown) =>
    call('/auth/me', { key: as, method: 'PATCH', body: { full_name } });
  assert.partialDeepStrictEqual(await read<object>(patch('B. Developer')), {
    full_name: 'B. Developer',
  });
  for (const name of ['', '  ', 'x'.repeat(201), 7, undefined])
    assert.equal((await patch(name)).status, 422);
  assert.partialDeepStrictEqual(await read<object>(patch(null)), { full_name: null });
  const change = (current_password: string) =>
    call('/auth/change-password', {
      key: as,
      body: { current_password, new_password: 'battery staple' },
    });
  assert.deepEqual(await refusal(change('wrong')), [403, 'wrong_password']);
  assert.equal((await change(developer.password)).status, 204);
  assert.equal((await call('/auth/me', { key: as })).status, 200);
  assert.equal((await call('/auth/me', { key: other })).status, 401);
});

test('of a reset and a change of the password at the same time one counts', async (t) => {
  const { call, mails, as } = await startWithDeveloper(t);
  await call('/auth/password-reset', { body: { email: developer.email } });
  await call('/models');
  const token = mails[0]?.split(' ').at(-1);
  const [changed, reset] = await Promise.all([
    call('/auth/change-password', {
      key: as,
      body: { current_password: developer.password, new_password: 'by the change' },
    }),
    call('/auth/password-reset/confirm', { body: { token, new_password: 'by the reset' } }),
  ]);
  const isReset = reset.status === 204;
  assert.equal(changed.status === 204, !isReset);
  const password = isReset ? 'by the reset' : 'by the change';
  assert.equal((await login(call, { ...developer, password })).status, 200);
  assert.equal((await call('/auth/me', { key: as })).status, isReset ? 401 : 200);
});

test("a development key has a user whose password is the vendor's example", async (t) => {
  const { call } = await startLocal(t);
  const { email } = await read<{ email: string }>(call('/auth/me'));
  assert.match(email, /^dev-\w+@local\.example$/);
  const body = { current_password: 'old-pwd', new_password: 'new-pwd-123' };
  assert.equal((await call('/auth/change-password', { body })).status, 204);
  assert.deepEqual(await refusal(call('/auth/change-password', { body })), [403, 'wrong_password']);
});

test('an authenticator is enabled by its first code and asked for at each login', async (t) => {
  const clock = ownClock('2026-11-22T12:00:00Z');
  const { call, as } = await startWithDeveloper(t, { clock });
  const twoFa = (what: string, body: object = {}) => call(`/auth/2fa/${what}`, { key: as, body });
  assert.deepEqual(await refusal(twoFa('verify', { code: '000000' })), [409, 'two_fa_not_pending']);
  const { secret, otpauth_url } = await read<{ secret: string; otpauth_url: string }>(
    twoFa('enable'),
  );
  // Somebody else's authenticator, from what its camera reads.
  const authenticator = URI.parse(otpauth_url);
  assert.ok(authenticator instanceof TOTP);
  assert.equal(authenticator.secret.base32, secret);
  assert.equal(authenticator.label, 'dev@example.com');
  const code = () => authenticator.generate({ timestamp: clock.now() });
  assert.equal((await login(call)).status, 200);
  const wrong = String((Number(code()) + 1) % 1_000_000).padStart(6, '0');
  assert.deepEqual(await refusal(twoFa('verify', { code: wrong })), [403, 'invalid_totp_code']);
  assert.equal((await twoFa('verify', { code: code() })).status, 200);
  assert.deepEqual(await read<object>(call('/auth/2fa', { key: as })), {
    enabled: true,
    enabled_at: '2026-11-22T12:00:00.000Z',
  });
  assert.deepEqual(await refusal(twoFa('enable')), [409, 'two_fa_already_enabled']);

  assert.deepEqual(await refusal(login(call)), [401, 'totp_required']);
  const withCode = (totp_code: string) => login(call, { ...developer, totp_code });
  assert.deepEqual(await refusal(withCode(code())), [401, 'invalid_totp_code']);
  clock.pass(30_000);
  const used = code();
  assert.equal((await withCode(used)).status, 200);
  assert.deepEqual(await refusal(withCode(used)), [401, 'invalid_totp_code']);
  const guess = await login(call, { email: developer.email, password: 'wrong', totp_code: used });
  assert.deepEqual(await refusal(guess), [401, 'invalid_credentials']);

  clock.pass(30_000);
  assert.equal((await twoFa('disable', { code: code() })).status, 200);
  assert.deepEqual(await refusal(twoFa('disable', { code: code() })), [409, 'two_fa_not_enabled']);
  assert.equal((await login(call)).status, 200);
});

test('takes a code half a minute early or late, and none further away', async (t) => {
  const clock = ownClock('2026-11-22T12:00:00Z');
  const { call, as } = await startWithDeveloper(t, { clock });
  for (const [seconds, status] of [
    [-60, 403],
    [60, 403],
    [-30, 200],
  ] as const) {
    const { secret } = await read<{ secret: string }>(
      call('/auth/2fa/enable', { key: as, body: {} }),
    );
    const authenticator = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = authenticator.generate({ timestamp: clock.now() + seconds * 1000 });
    assert.equal((await call('/auth/2fa/verify', { key: as, body: { code } })).status, status);
  }
});

test('stops guessing at a code after five', async (t) => {
  const { call, as } = await startWithDeveloper(t);
  await call('/auth/2fa/enable', { key: as, body: {} });
  const guess = () => call('/auth/2fa/verify', { key: as, body: { code: '000000' } });
  const answers = await Promise.all(Array.from({ length: 6 }, guess));
  assert.ok(answers.some(({ status }) => status === 429));
});

test('deactivating erases the person, ends keys and logins, and frees the address', async (t) => {
  const { call, as } = await startWithDeveloper(t);
  const { full_key } = await read<{ full_key: string }>(
    call('/keys', { key: as, body: { name: 'A laptop' } }),
  );
  await call('/conversations', { key: as, body: { title: 'Private' } });
  const leave = (password: string) => call('/auth/deactivate', { key: as, body: { password } });
  assert.deepEqual(await refusal(leave('wrong')), [403, 'wrong_password']);
  assert.equal((await leave(developer.password)).status, 204);
  for (const key of [as, full_key]) assert.equal((await call('/models', { key })).status, 401);
  assert.deepEqual(await refusal(login(call)), [401, 'invalid_credentials']);
  const { access_token: key } = await read<Session>(call('/auth/register', { body: developer }));
  const { conversations } = await read<{ conversations: unknown[] }>(
    call('/conversations', { key }),
  );
  assert.deepEqual(conversations, []);
});

test('refuses what is no address, password or code before looking at anything', async (t) => {
  const { call } = await startWithDeveloper(t);
  const bodies: [string, unknown][] = [
    ['register', { ...developer, email: 'dev' }],
    ['register', { ...developer, email: `${'j'.repeat(250)}@example.com` }],
    ['register', { email: 'new@example.com', password: '1234567' }],
    ['register', { email: 'new@example.com', password: 'x'.repeat(129) }],
    ['register', { email: 'new@example.com', password: ['12345678'] }],
    ['register', null],
    ['login', { email: { $ne: null }, password: 'x' }],
    ['login', { ...developer, password: 'x'.repeat(1025) }],
    ['login', { ...developer, totp_code: '12345' }],
    ['login', { ...developer, totp_code: 123456 }],
    ['password-reset', {}],
  ];
  for (const [path, body] of bodies) {
    const [status] = await refusal(call(`/auth/${path}`, { body }));
    assert.ok(status === 422 || status === 400, `${path} ${JSON.stringify(body)?.slice(0, 80)}`);
  }
});
