import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const children: ChildProcess[] = [];
const data = mkdtempSync(join(tmpdir(), 'nexevo-built-'));
const key = 'sk-xc-local-of-the-built-test';
// Without the condition that leads to the sources.
const { NODE_OPTIONS: _condition, ...environment } = process.env;

function start(script: string, settings: Record<string, string> = {}, ...flags: string[]) {
  const child = spawn(process.execPath, [join(root, script), ...flags], {
    env: { ...environment, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

/** Its first line says where it listens; what it prints later is read and dropped. */
async function addressOf(child: ChildProcess): Promise<string> {
  const [text] = await once(child.stdout!, 'data');
  child.stdout!.resume();
  const url = /http:\/\/\S+/.exec(String(text))?.[0];
  assert.ok(url, `no address in: ${text}`);
  return url;
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

describe('what "npm run build" makes', () => {
  before(() => {
    for (const name of ['protocol', 'client', 'local', 'chat', 'proxy']) {
      const compiler = join(root, 'node_modules/typescript/bin/tsc');
      execFileSync(process.execPath, [compiler, '-p', join(root, 'packages', name)], {
        stdio: 'inherit',
      });
    }
  });

  after(async () => {
    for (const child of children) if (child.exitCode === null) await end(child);
    rmSync(data, { recursive: true });
  });

  it('runs as nexevo-local and nexevo-proxy on plain Node', async () => {
    const localData = join(data, 'local.sqlite');
    const local = start(
      ...(['packages/local/bin/nexevo-local.js', {}, '--port', '0', '--data', localData] as const),
    );
    const proxy = start(
      'packages/proxy/bin/nexevo-proxy.js',
      {
        NEXEVO_API_KEY: key,
        NEXEVO_SESSION_SECRET: 'the-session-secret-of-the-built-test',
        NEXEVO_UPSTREAM_URL: await addressOf(local),
        NEXEVO_DATA: join(data, 'proxy.sqlite'),
      },
      ...['--port', '0'],
    );
    const url = await addressOf(proxy);
    const post = (path: string, body: unknown, token = '') =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
    const { token } = (await (await post('/session', {})).json()) as { token: string };
    const message = { client_message_id: 'built-0001', text: 'Hello' };
    assert.match(await (await post('/messages', message, token)).text(), /event: done\n/);
    assert.equal((await fetch(`${url}/nexevo-chat.js`)).status, 200);
    await end(proxy);
    await end(local);
  });

  it('runs as nexevo on plain Node', () => {
    const command = join(root, 'packages/client/bin/nexevo.js');
    const help = execFileSync(process.execPath, [command, '--help'], { env: environment });
    assert.match(String(help), /^nexevo: the Nexevo gateway from a terminal\n/);
  });

  it('can be imported on a server without touching a document', () => {
    const script = `await import('@nexevo/chat'); console.log(typeof document)`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: join(root, 'test'),
      env: environment,
    });
    assert.equal(String(printed).trim(), 'undefined');
  });

  it('renders on a server as empty tags, without touching a document', () => {
    const script = `
      import { render } from '@lit-labs/ssr';
      import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
      import { html } from 'lit';
      import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      import '@nexevo/chat/define.js';
      import { NexevoChat } from '@nexevo/chat/react';
      const page = html\`<nexevo-chat mode="bubble" heading=\${'Ask us'} .prompts=\${[]}></nexevo-chat
        ><nexevo-chat locale="de"><b slot="heading">Help</b></nexevo-chat><nexevo-usage days="30"></nexevo-usage>\`;
      const react = createElement(NexevoChat, { mode: 'inline', heading: 'Ask us', prompts: [] });
      console.log(JSON.stringify([await collectResult(render(page)), renderToString(react), typeof document]));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: join(root, 'test'),
      env: environment,
    });
    const [page, react, document] = JSON.parse(String(printed)) as string[];
    const notes = /<!--.*?-->| defer-hydration|\s+(?=\s|>)/g;
    const markup = page!.replaceAll(notes, '');
    assert.equal(
      markup,
      '<nexevo-chat mode="bubble" heading="Ask us"></nexevo-chat>' +
        '<nexevo-chat locale="de"><b slot="heading">Help</b></nexevo-chat>' +
        '<nexevo-usage days="30"></nexevo-usage>',
    );
    assert.match(react!, /^<nexevo-chat[^<]*><\/nexevo-chat>$/);
    assert.equal(document, 'undefined');
  });

  it("bundles into an app by the app's own vite", () => {
    const outDir = join(data, 'app');
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const app = join(root, 'test/built/app');
    execFileSync(
      process.execPath,
      [vite, 'build', app, '--outDir', outDir, '--logLevel', 'error', '--configLoader', 'native'],
      { stdio: 'inherit', env: environment },
    );
    const scripts = readdirSync(join(outDir, 'assets')).filter((name) => name.endsWith('.js'));
    const code = scripts.map((name) => readFileSync(join(outDir, 'assets', name), 'utf8')).join('');
    assert.match(code, /nexevo-chat/);
    assert.match(code, /customElements/);
  });
});
