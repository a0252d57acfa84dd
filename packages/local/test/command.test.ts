import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createLocal, OptionsError } from '@nexevo/local';

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

test('refuses options that cannot work, each by its name', () => {
  const wrong: [object, RegExp][] = [
    [{ dataPath: '' }, /^dataPath must be/],
    [{ dataPath: '/dev/null/local.sqlite' }, /^dataPath "\/dev\/null.* cannot be opened/],
    [{ docsPath: 'no-such-folder' }, /^docsPath "no-such-folder" is no folder/],
    [{ requestsPerMinute: 0 }, /^requestsPerMinute must be/],
    [{ pace: 0 }, /^pace must be/],
    [{ openingBalance: '25,00' }, /^openingBalance must be/],
    [{ llm: { url: 'localhost:11434' } }, /^llm must be/],
  ];
  for (const [options, message] of wrong)
    assert.throws(
      () => createLocal({ dataPath: ':memory:', ...options }),
      (error) => {
        assert.ok(error instanceof OptionsError);
        assert.match(error.message, message);
        return true;
      },
    );
});
