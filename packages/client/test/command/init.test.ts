import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parseEnv } from 'node:util';
import { EnvFile } from '../../src/command/env-file.ts';
import { json, refusal, type Step } from '../scripted-gateway.ts';
import { beforeGateway } from './run-command.ts';

const fullKey = 'sk-xc-new-0123456789';
const made = json(201, { full_key: fullKey, key: { key_id: 'key_1', name: 'www.example.com' } });
const told = json(200, { key: { key_id: 'key_1' }, webhook_secret: 'whsec_1' });
const args = ['init', '--site', 'https://www.example.com/shop', '--cap', '20'];

async function folderOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nexevo-init-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

test('makes a capped key, an .env for this user only, and the script tag', async (t) => {
  const folder = await folderOf(t);
  const { nexevo, requests, env } = await beforeGateway(t, [made, told]);
  const webhook = ['--webhook', 'https://www.example.com/alert'];
  const proxy = ['--proxy', 'https://chat.example.com/nexevo/'];
  const { code, stdout, stderr } = await nexevo([...args, ...webhook, ...proxy], { folder });
  assert.equal(code, 0, stderr);
  assert.deepEqual(
    requests.map(({ method, url, body }) => `${method} ${url} ${body}`),
    [
      'POST /v1/keys {"name":"www.example.com","monthly_spend_cap_usd":"20"}',
      'PATCH /v1/keys/key_1/alert-webhook {"url":"https://www.example.com/alert"}',
    ],
  );
  const file = join(folder, '.env');
  const { NEXEVO_SESSION_SECRET, ...values } = parseEnv(await readFile(file, 'utf8'));
  assert.deepEqual(values, {
    NEXEVO_API_KEY: fullKey,
    NEXEVO_ORIGINS: 'https://www.example.com',
    NEXEVO_UPSTREAM_URL: env.NEXEVO_UPSTREAM_URL,
    NEXEVO_WEBHOOK_SECRET: 'whsec_1',
  });
  assert.match(NEXEVO_SESSION_SECRET ?? '', /^[\w-]{64}$/);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(folder), ['.env']);
  assert.ok(
    stdout.includes(
      '<script src="https://chat.example.com/nexevo/nexevo-chat.js" data-mode="bubble" async></script>',
    ),
  );
  assert.ok(!stdout.includes(fullKey) && !stdout.includes('whsec_1'));
});

test('asks for what was not given, with what will do for an empty answer', async (t) => {
  const folder = await folderOf(t);
  const { nexevo, requests } = await beforeGateway(t, [made]);
  const typed = ['https://www.example.com', '', '20', '', ''];
  const { code, stderr } = await nexevo('init', { folder, typed });
  assert.equal(code, 0, stderr);
  assert.equal(requests[0]?.body, '{"name":"www.example.com","monthly_spend_cap_usd":"20"}');
  assert.equal(requests.length, 1);
});

test('a key that is in the file already is replaced only when told to; other lines stay', async (t) => {
  const folder = await folderOf(t);
  const file = join(folder, '.env');
  const before = '# ours\nexport NEXEVO_API_KEY=old # prod\nNEXEVO_SESSION_SECRET=keep\nDATABASE=x';
  await writeFile(file, before);
  await chmod(file, 0o644);
  const { nexevo, requests } = await beforeGateway(t, [made]);
  const refused = await nexevo(args, { folder });
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /has a NEXEVO_API_KEY already: say --force/);
  assert.equal(requests.length, 0);
  assert.equal(await readFile(file, 'utf8'), before);

  const { code, stderr } = await nexevo([...args, '--force'], { folder });
  assert.equal(code, 0, stderr);
  assert.match(
    await readFile(file, 'utf8'),
    /^# ours\nNEXEVO_API_KEY=sk-xc-new-0123456789\nNEXEVO_SESSION_SECRET=keep\nDATABASE=x\nNEXEVO_ORIGINS=/,
  );
  assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('an old gateway and webhook secret do not outlive the key they were for, however often they are set', async (t) => {
  const folder = await folderOf(t);
  const path = join(folder, '.env');
  const old =
    'NEXEVO_UPSTREAM_URL=http://127.0.0.1:1\nNEXEVO_API_KEY=old\nNEXEVO_WEBHOOK_SECRET=old\n';
  await writeFile(path, `${old}PORT=1\n${old}`);
  const { nexevo, env } = await beforeGateway(t, [made]);
  const { code, stderr } = await nexevo([...args, '--force'], { folder });
  assert.equal(code, 0, stderr);
  const text = await readFile(path, 'utf8');
  assert.ok(
    text.startsWith(
      `NEXEVO_UPSTREAM_URL=${env.NEXEVO_UPSTREAM_URL}\nNEXEVO_API_KEY=${fullKey}\nPORT=1\nNEXEVO_SESSION_SECRET=`,
    ),
    text,
  );
  assert.doesNotMatch(text, /old|WEBHOOK/);
  new EnvFile(path).write({ NEXEVO_UPSTREAM_URL: undefined });
  assert.doesNotMatch(await readFile(path, 'utf8'), /UPSTREAM/);
});

test('what others write to the file in the meantime stays', async (t) => {
  const path = join(await folderOf(t), '.env');
  const file = new EnvFile(path);
  await writeFile(path, 'PORT=1');
  file.write({ NEXEVO_API_KEY: 'new' });
  assert.equal(await readFile(path, 'utf8'), 'PORT=1\nNEXEVO_API_KEY=new\n');
});

test('no other line of ours is replaced without being told to', async (t) => {
  const folder = await folderOf(t);
  await writeFile(join(folder, '.env'), 'NEXEVO_ORIGINS=https://other.example.com\n');
  const { nexevo, requests } = await beforeGateway(t, [made]);
  const { code, stderr } = await nexevo(args, { folder });
  assert.deepEqual([code, requests.length], [2, 0]);
  assert.match(stderr, /has a NEXEVO_ORIGINS already/);
});

test('another file may be named, and one that only others wrote is added to', async (t) => {
  const folder = await folderOf(t);
  await writeFile(join(folder, 'site.env'), 'PORT=3000\n');
  const { nexevo } = await beforeGateway(t, [made]);
  const { code, stdout } = await nexevo([...args, '--env-file', 'site.env', '--json'], { folder });
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).env_file, join(folder, 'site.env'));
  assert.match(await readFile(join(folder, 'site.env'), 'utf8'), /^PORT=3000\nNEXEVO_API_KEY=/);
});

test('a link or a folder in place of the file is left alone', async (t) => {
  const folder = await folderOf(t);
  await symlink('/dev/null', join(folder, '.env'));
  const { nexevo, requests } = await beforeGateway(t, [made]);
  for (const file of ['.env', '.']) {
    const { code, stderr } = await nexevo([...args, '--env-file', file], { folder });
    assert.equal(code, 2);
    assert.match(stderr, /is no plain file/);
  }
  assert.equal(requests.length, 0);
});

test('a webhook that is refused takes the key back, and no file is left', async (t) => {
  const folder = await folderOf(t);
  const gone = json(200, {});
  const { nexevo, requests } = await beforeGateway(t, [
    made,
    refusal(422, 'validation_error'),
    gone,
  ]);
  const { code, stderr } = await nexevo([...args, '--webhook', 'https://10.0.0.1/'], { folder });
  assert.equal(code, 1);
  assert.match(stderr, /\(validation_error\)/);
  assert.equal(`${requests[2]?.method} ${requests[2]?.url}`, 'DELETE /v1/keys/key_1');
  assert.deepEqual(await readdir(folder), []);
});

for (const [name, step] of Object.entries({
  'whose answer is lost': (response) => response.socket?.resetAndDestroy(),
  'answered by a page': (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>'),
} satisfies Record<string, Step>)) {
  test(`a key ${name} may be there: it says how to look`, async (t) => {
    const folder = await folderOf(t);
    const { nexevo } = await beforeGateway(t, [step]);
    for (const line of [args, ['keys', 'create', 'www.example.com']]) {
      const { code, stderr } = await nexevo(line, { folder });
      assert.equal(code, 1);
      assert.match(
        stderr,
        /A key "www\.example\.com" may have been made.*nexevo keys list.*nexevo keys revoke <id>/,
      );
    }
    assert.deepEqual(await readdir(folder), []);
  });
}

test('a key that came without its id is kept, or said how to look for with why it was not', async (t) => {
  const folder = await folderOf(t);
  const { nexevo, requests } = await beforeGateway(t, [json(201, { full_key: fullKey })]);
  const webhook = ['--webhook', 'https://www.example.com/alert'];
  const refused = await nexevo([...args, ...webhook], { folder });
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /may have been made.*nexevo keys list.*\n.*\(unexpected_shape\)/);
  assert.deepEqual([requests.length, await readdir(folder)], [1, []]);

  const { code, stdout, stderr } = await nexevo(args, { folder });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^Made the key "www\.example\.com": /);
  assert.match(await readFile(join(folder, '.env'), 'utf8'), /NEXEVO_API_KEY=sk-xc-new/);
});

test('a key that was refused is not looked for', async (t) => {
  const folder = await folderOf(t);
  const { nexevo } = await beforeGateway(t, [refusal(402, 'account_suspended')]);
  const { stderr } = await nexevo(args, { folder });
  assert.equal(stderr.split('\n').length, 2, stderr);
});

test('a key that cannot be taken back is said, with how to', async (t) => {
  const folder = await folderOf(t);
  const { nexevo } = await beforeGateway(t, [made, refusal(422, 'x'), refusal(403, 'x')]);
  const { stderr } = await nexevo([...args, '--webhook', 'https://10.0.0.1/'], { folder });
  assert.match(stderr, /The key key_1 was made and is not needed: nexevo keys revoke key_1\n/);
});

test('a folder that is not there takes the key back', async (t) => {
  const folder = join(await folderOf(t), 'not-there');
  const { nexevo, requests } = await beforeGateway(t, [made, json(200, {})]);
  const { code, stderr } = await nexevo(args, { folder });
  assert.equal(code, 1);
  assert.match(stderr, /ENOENT/);
  assert.equal(requests[1]?.method, 'DELETE');
  assert.ok(!stderr.includes(fullKey));
});

const wrong: Record<string, [string[], RegExp]> = {
  'no cap': [['init', '--site', 'https://example.com'], /--cap is missing/],
  'a cap that is no amount': [['init', '--cap', 'much'], /cap must be an amount/],
  'a site that is no address': [['init', '--cap', '5', '--site', 'example'], /--site is "example"/],
  'a proxy that would break the tag': [
    ['init', '--cap', '5', '--proxy', 'javascript:alert(1)'],
    /--proxy is/,
  ],
  'a webhook in the clear': [
    ['init', '--cap', '5', '--webhook', 'http://example.com'],
    /url must be an https address/,
  ],
};
for (const [name, [line, sentence]] of Object.entries(wrong)) {
  test(`${name} is refused before anything is made`, async (t) => {
    const folder = await folderOf(t);
    const { nexevo, requests } = await beforeGateway(t, [made]);
    const { code, stderr } = await nexevo(line, { folder });
    assert.equal(code, 2);
    assert.match(stderr, sentence);
    assert.deepEqual([requests.length, await readdir(folder)], [0, []]);
  });
}
