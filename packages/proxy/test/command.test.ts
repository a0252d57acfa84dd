import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ErrorResponse } from '@nexevo/protocol';
import { apiKey, bareEnvironment, sessionSecret } from './fixture.ts';

const command = fileURLToPath(new URL('../src/command.ts', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'nexevo-command-'));
const settings = {
  NEXEVO_API_KEY: apiKey,
  NEXEVO_SESSION_SECRET: sessionSecret,
  NEXEVO_DATA: join(folder, 'data', 'proxy.sqlite'),
};

after(() => rm(folder, { recursive: true }));

function run(environment: Record<string, string>, ...flags: string[]): ChildProcess {
  return spawn(process.execPath, ['-C', '@nexevo/source', command, ...flags], {
    env: { ...bareEnvironment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function fails(environment: Record<string, string>, ...flags: string[]): Promise<string> {
  const child = run(environment, ...flags);
  let errors = '';
  child.stderr?.on('data', (text) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  return errors;
}

async function put(url: URL): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, { method: 'PUT' });
  return { status: response.status, body: await response.json() };
}

describe('nexevo-proxy', () => {
  it('serves until it is told to stop, and then exits cleanly', async () => {
    const child = run(settings, '--port', '0');
    const [line] = await once(child.stdout!, 'data');
    const url = /http:\S+/.exec(String(line))?.[0];
    assert.ok(url, String(line));
    assert.equal((await fetch(`${url}/session`, { method: 'POST' })).status, 200);
    const health = await fetch(new URL('/healthz', url));
    assert.equal(health.status, 200);
    assert.equal(health.headers.get('keep-alive'), 'timeout=130');
    for (const path of ['/', '/elsewhere', '/favicon.ico', '/nexevo2/%']) {
      const { status, body } = await put(new URL(path, url));
      const { error } = body as ErrorResponse;
      assert.deepEqual([status, error.code], [404, 'not_found']);
      assert.match(error.message, / \/nexevo\.$/);
    }
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'close'), [0, null]);
  });

  it('stops with one sentence when something is missing or weak', async () => {
    assert.match(
      await fails({ NEXEVO_SESSION_SECRET: sessionSecret }),
      /^nexevo-proxy: .*NEXEVO_API_KEY.*\.\n$/,
    );
    assert.match(
      await fails({ ...settings, NEXEVO_SESSION_SECRET: 'weak' }),
      /^nexevo-proxy: .*too weak.*\.\n$/,
    );
    assert.match(
      await fails({ ...settings, NEXEVO_ORIGINS: 'example.com' }),
      /^nexevo-proxy: "example.com" is not an origin.*\.\n$/,
    );
    assert.match(
      await fails({ ...settings, NEXEVO_HOSTS: 'http://chat.example.com' }),
      /^nexevo-proxy: "http:\/\/chat.example.com" is not a host name.*\.\n$/,
    );
    assert.match(
      await fails({ ...settings, NEXEVO_RETENTION_DAYS: 'a month' }),
      /^nexevo-proxy: NEXEVO_RETENTION_DAYS is "a month".*\.\n$/,
    );
    assert.match(
      await fails({ ...settings, NEXEVO_UPSTREAM_CONVERSATIONS: 'yes' }),
      /^nexevo-proxy: upstreamConversations is "yes".*\.\n$/,
    );
    assert.match(await fails(settings, '--port', 'abc'), /^nexevo-proxy: .*not a port.*\.\n$/);
    assert.match(await fails(settings, '--path', 'nexevo'), /^nexevo-proxy: .*not a path.*\.\n$/);
    assert.match(await fails(settings, '--host', '192.0.2.1'), /^nexevo-proxy: .*--host.*\.\n$/);
  });

  it('says which port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    assert.match(
      await fails(settings, '--port', String(port)),
      new RegExp(`^nexevo-proxy: Port ${port} is taken.*\\.\n$`),
    );
    taken.close();
  });
});
