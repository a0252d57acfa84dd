import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createLocal } from '@nexevo/local';
import type { Check } from '../src/doctor/check.ts';
import { examine } from '../src/doctor/examine.ts';
import { apiKey, bareEnvironment, sessionSecret, startProxy } from './fixture.ts';

const command = fileURLToPath(new URL('../src/command.ts', import.meta.url));
const page = 'https://www.example.com';

/** A proxy that works, and the environment that its command would have. */
async function startWell(t: TestContext) {
  const fixture = await startProxy(t, { origins: [page] });
  const local = createLocal({ dataPath: ':memory:' });
  const { url } = await local.listen(0);
  t.after(() => local.close());
  const environment: NodeJS.ProcessEnv = {
    ...bareEnvironment,
    NEXEVO_API_KEY: apiKey,
    NEXEVO_SESSION_SECRET: sessionSecret,
    NEXEVO_ORIGINS: page,
    NEXEVO_DATA: fixture.dataPath,
    NEXEVO_UPSTREAM_URL: url,
  };
  return { fixture, local, environment };
}

async function listen(
  t: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A reverse proxy that does what its settings let it do wrong. */
function standBefore(
  t: TestContext,
  target: string,
  wrong: { buffers?: boolean; losesHost?: boolean; forwards?: boolean; allowsAll?: boolean },
): Promise<string> {
  return listen(t, (request, response) => {
    const headers = {
      ...request.headers,
      ...(wrong.losesHost && { host: 'inside:8787' }),
      ...(wrong.forwards && { 'x-forwarded-for': '192.0.2.7' }),
    };
    const { method, url } = request;
    const inner = send(new URL(url ?? '/', target), { method, headers }, (answer) => {
      const own = {
        ...answer.headers,
        ...(wrong.allowsAll && { 'access-control-allow-origin': '*' }),
      };
      response.writeHead(answer.statusCode ?? 502, own);
      const pieces: Buffer[] = [];
      answer.on('data', (piece) => (wrong.buffers ? pieces.push(piece) : response.write(piece)));
      answer.on('end', () => response.end(Buffer.concat(pieces)));
    });
    request.pipe(inner);
  });
}

function failing(checks: Check[]): string[] {
  const bad = checks.filter(({ status }) => status === 'fail');
  for (const { name, fix } of bad) assert.ok(fix, `${name} says nothing to do`);
  return bad.map(({ name }) => name);
}

describe('the doctor', () => {
  it('finds nothing wrong where all is well, and changes nothing', async (t) => {
    const { fixture, local, environment } = await startWell(t);
    const asked: string[] = [];
    local.traffic.on('request', ({ method, path }) => asked.push(`${method} ${path}`));
    const checks = await examine(environment, fixture.url);
    assert.deepEqual(failing(checks), []);
    const names = checks.filter(({ status }) => status === 'ok').map(({ name }) => name);
    for (const name of ['settings', 'data', 'data modes', 'gateway', 'key', 'clock', 'streaming']) {
      assert.ok(names.includes(name), name);
    }
    assert.ok(names.includes(`origin ${page}`) && names.includes('reverse proxy'));
    assert.ok(
      names.includes('POST /chat/completions') && names.includes('GET /conversations/{id}'),
    );
    assert.ok(asked.every((line) => !/^(DELETE|PATCH)/.test(line)));
    // Whatever the body, one of these closes the account at a gateway that reads none.
    assert.ok(asked.every((line) => !/ \/(auth|keys|organizations|models)/.test(line)));
    assert.equal(asked.length, 12);
    const list = await fetch(`${environment.NEXEVO_UPSTREAM_URL}/conversations`, {
      headers: { Authorization: `Bearer ${apiKey}` },
    });
    assert.deepEqual(((await list.json()) as { conversations: unknown[] }).conversations, []);
  });

  it('says what is wrong on the way to the proxy', async (t) => {
    const { fixture, environment } = await startWell(t);
    const { origin, pathname } = new URL(fixture.url);
    const at = async (wrong: Parameters<typeof standBefore>[2]) =>
      failing(await examine(environment, `${await standBefore(t, origin, wrong)}${pathname}/`));
    assert.deepEqual(await at({}), []);
    assert.deepEqual(await at({ buffers: true }), ['streaming']);
    assert.deepEqual(await at({ losesHost: true }), ['host']);
    const named = await startProxy(t, { origins: [page], hosts: ['chat.example.com'] });
    const lost = await standBefore(t, new URL(named.url).origin, { losesHost: true });
    const [unnamed] = (await examine(environment, `${lost}/nexevo`)).filter(
      ({ status }) => status === 'fail',
    );
    assert.equal(unnamed?.name, 'host');
    assert.match(unnamed.found, /asked for as "inside"/);
    assert.deepEqual(await at({ forwards: true }), ['visitors’ addresses']);
    assert.deepEqual(await at({ allowsAll: true }), [`origin ${page}`]);
    const other = { ...environment, NEXEVO_ORIGINS: 'https://other.example.com' };
    assert.deepEqual(failing(await examine(other, fixture.url)), [
      'origin https://other.example.com',
    ]);
    const secret = { ...environment, NEXEVO_SESSION_SECRET: 'another-secret-another-secret-1234' };
    assert.deepEqual(failing(await examine(secret, fixture.url)), ['streaming']);
    assert.deepEqual(failing(await examine(environment, origin)), ['public address']);
    const open = await examine(environment, 'http://chat.example.invalid/nexevo');
    assert.deepEqual(failing(open), ['tls', 'public address']);
    assert.match(open.find(({ name }) => name === 'tls')?.found ?? '', /mixed content/);
  });

  it('says what is wrong at the gateway', async (t) => {
    const { local, environment } = await startWell(t);
    local.faults.set('unauthorized');
    assert.deepEqual(failing(await examine(environment, undefined)), ['key']);
    local.faults.set('insufficient-balance');
    assert.deepEqual(failing(await examine(environment, undefined)), ['key']);
    local.faults.set('bad-gateway');
    assert.ok(failing(await examine(environment, undefined)).includes('GET /billing/balance'));
    const late = await listen(t, (request, response) => {
      request.resume();
      const date = new Date(Date.now() - 3_600_000).toUTCString();
      const status = request.method === 'POST' ? 400 : 200;
      response.writeHead(status, { Date: date, 'Content-Type': 'application/json' }).end('{}');
    });
    assert.deepEqual(
      failing(await examine({ ...environment, NEXEVO_UPSTREAM_URL: late }, undefined)),
      ['clock'],
    );
    const nowhere = { ...environment, NEXEVO_UPSTREAM_URL: 'http://127.0.0.1:9/v1' };
    assert.deepEqual(failing(await examine(nowhere, undefined)), ['gateway']);
    const website = await listen(t, (request, response) => {
      request.resume();
      response.end('<!doctype html>');
    });
    const wrong = { ...environment, NEXEVO_UPSTREAM_URL: website };
    assert.ok(failing(await examine(wrong, undefined)).includes('GET /billing/balance'));
  });

  it('says what is wrong with the settings and the data file', async (t) => {
    const { fixture, environment } = await startWell(t);
    const settings = async (change: NodeJS.ProcessEnv) =>
      failing(await examine({ ...environment, ...change }, undefined));
    assert.deepEqual(await settings({ NEXEVO_SESSION_SECRET: 'weak' }), ['settings']);
    assert.deepEqual(await settings({ NEXEVO_UPSTREAM_URL: 'http://api.example.com' }), [
      'settings',
    ]);
    await chmod(fixture.dataPath, 0o644);
    assert.deepEqual(await settings({}), ['data modes']);
    const folder = await mkdtemp(join(tmpdir(), 'nexevo-doctor-'));
    t.after(() => rm(folder, { recursive: true }));
    assert.deepEqual(await settings({ NEXEVO_DATA: join(folder, 'new', 'data.sqlite') }), []);
    const other = join(folder, 'notes.txt');
    await writeFile(other, 'no database, but a text of some length'.repeat(20), { mode: 0o600 });
    assert.deepEqual(await settings({ NEXEVO_DATA: other }), ['data']);
  });

  it('prints a line a check, or JSON, and its exit code is the verdict', async (t) => {
    const { fixture, environment } = await startWell(t);
    const run = (env: NodeJS.ProcessEnv, ...args: string[]) =>
      promisify(execFile)(process.execPath, ['-C', '@nexevo/source', command, 'doctor', ...args], {
        env,
      });
    const { stdout } = await run(environment, '--url', fixture.url);
    for (const line of stdout.trimEnd().split('\n')) assert.match(line, /^(OK|WARN|SKIP) +\S.*\.$/);
    const weak = { ...environment, NEXEVO_SESSION_SECRET: 'weak' };
    await assert.rejects(run(weak, '--json'), (error: Error & { code: number; stdout: string }) => {
      assert.equal(error.code, 1);
      const [check] = JSON.parse(error.stdout) as Check[];
      assert.deepEqual([check?.name, check?.status], ['settings', 'fail']);
      return true;
    });
  });
});
