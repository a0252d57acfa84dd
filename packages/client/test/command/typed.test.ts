import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { Terminal } from '../../src/command/terminal.ts';
import { json, key } from '../scripted-gateway.ts';
import { beforeGateway, runCommand } from './run-command.ts';

const user = {
  user_id: 'u_1',
  email: 'dev@example.com',
  full_name: null,
  two_fa_enabled: false,
  org_id: null,
  role: null,
  created_at: '2026-11-28T08:30:00.000Z',
};
const session = json(200, {
  access_token: 'sess_0123456789',
  token_type: 'bearer',
  expires_in: 3600,
  user,
});
const noKey = { NEXEVO_API_KEY: '' };

test('without a key in the environment it is asked for, and not shown', async (t) => {
  const { nexevo, requests } = await beforeGateway(t, [json(200, user)]);
  const { code, stdout, stderr } = await nexevo('auth me', { env: noKey, typed: [key] });
  assert.equal(code, 0, stderr);
  assert.equal(requests[0]?.headers.authorization, `Bearer ${key}`);
  assert.ok(!(stdout + stderr).includes(key));
  assert.match(stderr, /^Key \(hidden\): \n/);
});

test('without a key and with nobody to ask it is refused', async (t) => {
  const { nexevo, requests } = await beforeGateway(t, [json(200, user)]);
  const { code, stderr } = await nexevo('auth me', { env: noKey, input: `${key}\n` });
  assert.deepEqual([code, requests.length], [2, 0]);
  assert.equal(stderr, 'nexevo: there is no key: set NEXEVO_API_KEY.\n');
});

test('a key that is none is refused without a word of it', async (t) => {
  const { nexevo } = await beforeGateway(t, []);
  const { code, stderr } = await nexevo('auth me', { env: { NEXEVO_API_KEY: 'hunter2-hunter2' } });
  assert.equal(code, 2);
  assert.match(stderr, /apiKey must be a Nexevo key/);
  assert.ok(!stderr.includes('hunter2'));
});

test('passwords are typed unseen, or are lines of a pipe', async (t) => {
  for (const answers of [
    { typed: ['old-pwd', 'new-pwd-123'] },
    { input: 'old-pwd\nnew-pwd-123\n' },
  ]) {
    const { nexevo, requests } = await beforeGateway(t, [json(200, {})]);
    const { code, stdout, stderr } = await nexevo('auth change-password', answers);
    assert.deepEqual([code, stdout], [0, 'The password is changed.\n'], stderr);
    assert.equal(requests[0]?.body, '{"current_password":"old-pwd","new_password":"new-pwd-123"}');
    assert.ok(!stderr.includes('pwd'), stderr);
  }
});

test('a password is not asked for where it would be seen', async () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  stdin.end('secret\n');
  const terminal = new Terminal({ stdin, stdout: new PassThrough(), stderr: new PassThrough() });
  await assert.rejects(terminal.askHidden('Password'), /would be seen/);
});

test('a pipe that ends too early is said so', async (t) => {
  const { nexevo, requests } = await beforeGateway(t, []);
  const { code, stderr } = await nexevo('auth change-password', { input: 'old-pwd\n' });
  assert.deepEqual([code, requests.length], [2, 0]);
  assert.match(stderr, /no line on standard input/);
});

test('control-D in place of an answer ends it', async (t) => {
  const { nexevo } = await beforeGateway(t, []);
  const { code, stderr } = await nexevo('auth change-password', { typed: [] });
  assert.equal(code, 2);
  assert.match(stderr, /nothing was typed\.\n$/);
});

test('a login needs no key, and its token stands in for one', async (t) => {
  const { nexevo, requests } = await beforeGateway(t, [session, json(200, user)]);
  const login = await nexevo('auth login --email dev@example.com --totp-code 012345 --json', {
    env: noKey,
    input: 'old-pwd\n',
  });
  const { access_token } = JSON.parse(login.stdout);
  await nexevo('auth me', { env: { ...noKey, NEXEVO_ACCESS_TOKEN: access_token } });
  assert.deepEqual(
    requests.map(({ headers }) => headers.authorization),
    [undefined, 'Bearer sess_0123456789'],
  );
  assert.equal(
    requests[0]?.body,
    '{"email":"dev@example.com","password":"old-pwd","totp_code":"012345"}',
  );
});

test('a registration and a reset by mail need no key', async (t) => {
  const { nexevo, requests } = await beforeGateway(t, [session, json(200, {})]);
  const line = ['auth', 'register', '--email', 'dev@example.com', '--full-name', 'A. Developer'];
  const { stdout } = await nexevo(line, { env: noKey, input: 'long enough\n' });
  assert.match(stdout, /export NEXEVO_ACCESS_TOKEN=sess_0123456789\n$/);
  const input = 'r_1\nlong enough\n';
  const { code } = await nexevo('auth confirm-password-reset', { env: noKey, input });
  assert.equal(code, 0);
  assert.deepEqual(
    requests.map(({ body }) => body),
    [
      '{"email":"dev@example.com","password":"long enough","full_name":"A. Developer"}',
      '{"token":"r_1","new_password":"long enough"}',
    ],
  );
});

for (const [answer, code, sent] of [
  ['y', 0, 1],
  ['', 2, 0],
  ['no', 2, 0],
] as const) {
  test(`a key is revoked only by a yes: "${answer}"`, async (t) => {
    const { nexevo, requests } = await beforeGateway(t, [json(200, {})]);
    const ran = await nexevo('keys revoke key_1', { typed: [answer] });
    assert.deepEqual([ran.code, requests.length], [code, sent], ran.stderr);
    assert.match(ran.stderr, /^Revoke key_1\? Whatever uses it stops working\. \[y\/N\]: /);
  });
}

test('a message to keep may come through a pipe', async (t) => {
  const { nexevo, requests } = await beforeGateway(t, [json(201, { message_id: 'm' })]);
  await nexevo('conversations append conv_1', { input: 'Hello!\n' });
  assert.equal(requests[0]?.body, '{"role":"user","content":"Hello!"}');
});

test('an interrupt ends the wait for a line of a pipe, and for one that is typed', async () => {
  for (const isTTY of [false, true]) {
    const interrupt = new AbortController();
    const stdin = Object.assign(new PassThrough(), { isTTY, setRawMode: () => stdin });
    const stderr = Object.assign(new PassThrough(), { isTTY });
    const terminal = new Terminal({ stdin, stdout: new PassThrough(), stderr }, interrupt.signal);
    const answer = terminal.ask('Text');
    interrupt.abort();
    await assert.rejects(answer, { name: 'AbortError' });
    await assert.rejects(terminal.ask('Text'), { name: 'AbortError' });
  }
});

test('control-C at a question interrupts', async () => {
  const { code } = await runCommand(['auth', 'me'], { typed: ['\x03'] });
  assert.equal(code, 130);
});
