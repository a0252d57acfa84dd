import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLocal } from '@nexevo/local';
import { examine } from '../src/doctor/examine.ts';
import { apiKey, readEvents, sessionSecret, Visitor } from './fixture.ts';

const command = fileURLToPath(new URL('../src/command.ts', import.meta.url));
const page = await readFile(new URL('../../../docs/deploy.md', import.meta.url), 'utf8');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** The page's settings for one server, with addresses of this test and without what needs a certificate. */
function settingsOf(language: string, { port, target }: { port: number; target: number }): string {
  const block = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1];
  assert.ok(block, `docs/deploy.md has no settings for ${language}`);
  return block
    .replaceAll('127.0.0.1:8787', `127.0.0.1:${target}`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace(/^ *(ssl_certificate|server_name).*\n/gm, '')
    .replace(/^chat\.example\.com \{/m, `http://127.0.0.1:${port} {`);
}

const servers: Record<string, (folder: string, settings: string) => Promise<string[]>> = {
  async nginx(folder, settings) {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const file = join(folder, 'nginx.conf');
    const http = `http { access_log off; gzip on; gzip_types text/event-stream; ${temporary.join(' ')}\n${settings}}`;
    await writeFile(
      file,
      `daemon off; pid ${folder}/pid; error_log stderr warn;\nevents {}\n${http}\n`,
    );
    return ['nginx', '-p', folder, '-c', file, '-e', 'stderr'];
  },
  async caddy(folder, settings) {
    const file = join(folder, 'Caddyfile');
    await writeFile(file, `{\n\tadmin off\n\tauto_https off\n}\n${settings}`);
    return ['caddy', 'run', '--config', file, '--adapter', 'caddyfile'];
  },
};
const languages: Record<string, string> = { nginx: 'nginx', caddy: 'caddy' };

function has(name: string): boolean {
  return spawnSync(name, [name === 'nginx' ? '-v' : 'version']).status === 0;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
}

async function untilItAnswers(url: string): Promise<void> {
  for (const giveUp = Date.now() + 60_000; ; ) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    assert.ok(Date.now() < giveUp, `${url} does not answer`);
    await delay(50);
  }
}

/** Gateway, the command and the server in front, as the page says. */
async function deploy(t: TestContext, name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'nexevo-deploy-'));
  t.after(() => rm(folder, { recursive: true }));
  const local = createLocal({ dataPath: ':memory:', pace: 60 });
  const { url: upstreamUrl } = await local.listen(0);
  t.after(() => local.close());
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    NEXEVO_API_KEY: apiKey,
    NEXEVO_SESSION_SECRET: sessionSecret,
    NEXEVO_DATA: join(folder, 'proxy.sqlite'),
    NEXEVO_UPSTREAM_URL: upstreamUrl,
    NEXEVO_TRUST_PROXY: '1',
    NEXEVO_LOG_LEVEL: 'silent',
  };
  const [target, port] = [await freePort(), await freePort()];
  const flags = ['-C', '@nexevo/source', command, '--port', String(target)];
  const proxy = spawn(process.execPath, flags, { env: environment, stdio: 'ignore' });
  t.after(() => end(proxy));
  await mkdir(join(folder, 'front'));
  const settings = settingsOf(languages[name]!, { port, target });
  const [file = '', ...args] = await servers[name]!(join(folder, 'front'), settings);
  const front = spawn(file, args, { env: environment, stdio: 'ignore' });
  t.after(() => end(front));
  const url = `http://127.0.0.1:${port}/nexevo`;
  await untilItAnswers(`${url}/openapi.json`);
  return { url, environment };
}

for (const name of Object.keys(servers)) {
  describe(`behind ${name}, with the settings of docs/deploy.md`, () => {
    it('words arrive as they are written, and the doctor finds nothing wrong', {
      skip: has(name) ? false : `${name} is not installed`,
    }, async (t) => {
      const { url, environment } = await deploy(t, name);
      const checks = await examine(environment, url);
      assert.deepEqual(
        checks.filter(({ status }) => status === 'fail'),
        [],
      );
      assert.ok(checks.some((check) => check.name === 'streaming' && check.status === 'ok'));
      const response = await (await Visitor.arrive({ url })).send('Hello');
      assert.equal(response.headers.get('content-encoding'), null);
      assert.match(response.headers.get('x-request-id') ?? '', /^[\w-]{8,64}$/);
      const arrivals: number[] = [];
      for await (const { event } of readEvents(response)) {
        if (event === 'delta') arrivals.push(performance.now());
      }
      // Sixty tokens a second: what is held back would arrive at one moment.
      assert.ok(arrivals.length > 5);
      assert.ok(arrivals.at(-1)! - arrivals[0]! > 400, 'the reply was held back');
    });
  });
}
