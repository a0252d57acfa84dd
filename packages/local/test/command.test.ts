import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createLocal, type LocalOptions, OptionsError } from '@nexevo/local';

const command = fileURLToPath(new URL('../src/command.ts', import.meta.url));

function run(...options: string[]) {
  const node = ['-C', '@nexevo/source', command, '--data', ':memory:', ...options];
  const child = spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

test('says where it listens, serves, and leaves cleanly on SIGTERM', async (t) => {
  const child = run('--port', '0');
  t.after(() => child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [string];
  const [, url] = /^nexevo-local listening on (http:\/\/127\.0\.0\.1:\d+\/v1)\n$/.exec(line) ?? [];
  const headers = { authorization: 'Bearer sk-xc-local-abcdefgh' };
  assert.equal((await fetch(`${url}/models`, { headers })).status, 200);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('says in one sentence that a port is taken', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const child = run('--port', String(port));
  const [[text], [code]] = await Promise.all([once(child.stderr, 'data'), once(child, 'exit')]);
  assert.equal(text, `nexevo-local: port ${port} is taken; choose another with --port.\n`);
  assert.equal(code, 1);
});

test('fails as it is told to on the command line, and tells what would be mailed even when quiet', async (t) => {
  const fault = ['--fault', 'bad-gateway', '--fault-path', '/models', '--fault-times', '1'];
  const child = run('--port', '0', '--quiet', ...fault);
  t.after(() => child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [string];
  const url = line.trim().split(' ').at(-1);
  const headers = { authorization: 'Bearer sk-xc-local-abcdefgh' };
  const ask = (path: string) => fetch(`${url}${path}`, { headers });
  assert.equal((await ask('/billing/balance')).status, 200);
  assert.equal((await ask('/models')).status, 502);
  assert.equal((await ask('/models')).status, 200);
  const { email } = (await (await ask('/auth/me')).json()) as { email: string };
  const told = once(child.stdout, 'data');
  const body = JSON.stringify({ email });
  await fetch(`${url}/auth/password-reset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  assert.match(String(await told), /^mail to dev-\w+@local\.example: .* prt_\S+\n$/);
});

test('refuses a fault that is none, with the names of those there are', async () => {
  const child = run('--port', '0', '--fault', 'gremlins');
  const [[text], [code]] = await Promise.all([once(child.stderr, 'data'), once(child, 'exit')]);
  assert.match(text, /^nexevo-local: fault must be one of unauthorized, /);
  assert.equal(code, 1);
});

test('refuses options that cannot work, each by its name', () => {
  const wrong: [object, RegExp][] = [
    [{ dataPath: '' }, /^dataPath must be/],
    [{ dataPath: '/dev/null/local.sqlite' }, /^dataPath "\/dev\/null.* cannot be opened/],
    [{ dataPath: import.meta.filename }, /^dataPath .* cannot be opened: file is not a database/],
    [{ docsPath: 'no-such-folder' }, /^docsPath "no-such-folder" is no folder/],
    [{ requestsPerMinute: 0 }, /^requestsPerMinute must be/],
    [{ pace: 0 }, /^pace must be/],
    [{ openingBalance: '25,00' }, /^openingBalance must be/],
    [{ plan: 'gold' }, /^plan must be one of payg, pro, business/],
    [{ webhooks: 'everywhere' }, /^webhooks must be/],
    [{ passwordCost: 1000 }, /^passwordCost must be/],
    [{ llm: { url: 'localhost:11434' } }, /^llm must be/],
  ];
  for (const [options, message] of wrong)
    assert.throws(
      () => createLocal({ dataPath: ':memory:', ...options } as LocalOptions),
      (error) => {
        assert.ok(error instanceof OptionsError);
        assert.match(error.message, message);
        return true;
      },
    );
});
