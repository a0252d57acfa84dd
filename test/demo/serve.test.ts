import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The addresses that the site opens, of those this machine has. */
const loopback = Object.values(networkInterfaces())
  .flatMap((addresses = []) => addresses)
  .filter(({ address }) => address === '127.0.0.1' || address === '::1')
  .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));
const script = fileURLToPath(new URL('../../demo/src/serve.ts', import.meta.url));

test('the site answers on every address that localhost may mean', async (context) => {
  const { port } = await serve(context);
  for (const host of ['127.0.0.1', 'localhost']) {
    const response = await fetch(`http://${host}:${port}/healthz`);
    assert.deepEqual(await response.json(), { status: 'ok' });
  }
});

test('the first page allows nothing inline and nothing from elsewhere', async (context) => {
  const { port } = await serve(context);
  const response = await fetch(`http://localhost:${port}/`);
  const page = await response.text();
  assert.match(response.headers.get('content-security-policy')!, /^default-src 'self';/);
  const foreign = /<script(?![^>]*\ssrc=)|<style|\s(?:style|on[a-z]+)=|(?:src|href)="(?![/#])/;
  assert.doesNotMatch(page, foreign);
  assert.match(page, /<nexevo-chat/);
});

test('a taken port is one sentence, and the site that has it goes on', async (context) => {
  const { port, folder } = await serve(context);
  const second = start({ port, folder });
  const [message, [code]] = await Promise.all([textOf(second.stderr!), once(second, 'exit')]);
  assert.equal(code, 1);
  assert.equal(
    message,
    `Port ${port} is taken: choose another, e.g. PORT=${Number(port) + 1} npm start.\n`,
  );
  assert.equal((await fetch(`http://localhost:${port}/readyz`)).status, 200);
});

test('secrets are made once and only their owner may read them', async (context) => {
  const first = await serve(context);
  const file = path.join(first.folder, 'secrets.json');
  const secrets = await readFile(file, 'utf8');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal((await stat(first.folder)).mode & 0o777, 0o700);
  first.child.kill('SIGTERM');
  assert.deepEqual(await once(first.child, 'exit'), [0, null]);
  const again = await serve(context, first.folder);
  assert.equal(again.operatorCode, first.operatorCode);
  assert.equal(await readFile(file, 'utf8'), secrets);
});

test('the code is traded for an operator’s session, and guessing ends after ten attempts', async (context) => {
  const { port, operatorCode } = await serve(context);
  const origin = `http://localhost:${port}`;
  const wrong = await post(`${origin}/operator/token`, { code: 'AAAA-AAAA-AAAA' });
  assert.equal(wrong.status, 403);
  assert.equal((await wrong.json()).error.code, 'wrong_code');

  const body = '{"code": "AAAA';
  const headers = { 'Content-Type': 'application/json' };
  const broken = await fetch(`${origin}/operator/token`, { method: 'POST', headers, body });
  assert.deepEqual([broken.status, (await broken.json()).error.code], [400, 'invalid_request']);

  const { token } = await (
    await post(`${origin}/operator/token`, { code: ` ${operatorCode.toLowerCase()} ` })
  ).json();
  const session = await post(`${origin}/nexevo/session`, { identity_token: token });
  const { kind, operator } = (await session.json()).visitor;
  assert.deepEqual({ kind, operator }, { kind: 'identified', operator: true });

  const statuses: number[] = [];
  for (let attempt = 4; attempt <= 11; attempt += 1) {
    // One machine is one guesser, whichever of its addresses it comes by.
    const host = loopback[attempt % loopback.length];
    statuses.push((await post(`http://${host}:${port}/operator/token`, { code: 'A' })).status);
  }
  assert.deepEqual(statuses, [...Array(7).fill(403), 429]);
});

test('a top-up is paid at the site’s own address, behind which nothing else of the gateway is', async (context) => {
  const { port, operatorCode } = await serve(context);
  const origin = `http://localhost:${port}`;
  const code = await post(`${origin}/operator/token`, { code: operatorCode });
  const identity_token = (await code.json()).token;
  const session = await post(`${origin}/nexevo/session`, { identity_token });
  const order = { amount_usd: '20', idempotency_key: 'top-up-0001' };
  const { token } = await session.json();
  const checkout = await post(`${origin}/nexevo/checkout`, order, token);
  const { checkout_url: url } = await checkout.json();
  assert.ok(url.startsWith(`${origin}/checkout/`), url);
  assert.match(await (await fetch(url)).text(), /\$20\.00/);
  const paid = await fetch(url, { method: 'POST', redirect: 'manual' });
  assert.deepEqual([paid.status, new URL(paid.headers.get('location')!, url).href], [303, url]);
  assert.equal((await fetch(`${origin}/v1/models`)).status, 404);
});

test('a page whose name was led to this machine gets no session, and is told why', async (context) => {
  const { port } = await serve(context);
  const host = `evil.example:${port}`;
  const headers = { Host: host, Origin: `http://${host}` };
  const url = `http://127.0.0.1:${port}/nexevo/session`;
  const [answer] = await once(request(url, { method: 'POST', headers }).end(), 'response');
  assert.equal(answer.statusCode, 403);
  assert.match(await textOf(answer), /NEXEVO_HOSTS.*"host_not_allowed"/);
});

async function serve(context: TestContext, known?: string) {
  const folder = known ?? (await mkdtemp(path.join(tmpdir(), 'nexevo-demo-')));
  const child = start({ port: '0', folder });
  context.after(async () => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  });
  let operatorCode = '';
  for await (const line of createInterface(child.stdout!)) {
    operatorCode = line.match(/code (\S+)$/)?.[1] ?? operatorCode;
    const port = line.match(/^ready http:\/\/localhost:(\d+)$/)?.[1];
    if (port) return { child, folder, operatorCode, port };
  }
  throw new Error('the site ended before it was ready');
}

function start({ port, folder }: { port: string; folder: string }): ChildProcess {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, PORT: port, NEXEVO_DATA_FOLDER: folder };
  return spawn(process.execPath, ['-C', '@nexevo/source', script], { env });
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

function post(url: string, body: unknown, token?: string): Promise<Response> {
  const headers = {
    'Content-Type': 'application/json',
    ...(token && { Authorization: `Bearer ${token}` }),
  };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}
