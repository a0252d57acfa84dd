import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bareEnvironment, find, readEvents, sessionSecret, textOf, Visitor } from './fixture.ts';

const command = fileURLToPath(new URL('../src/command.ts', import.meta.url));
const keys = { old: 'sk-xc-local-the-old-key-01', new: 'sk-xc-local-the-new-key-02' };

/** A gateway whose chats the test writes itself, one after another, and the keys they came with. */
async function startGateway(t: TestContext) {
  const chats: { key: string; response: ServerResponse }[] = [];
  const server = createServer((request, response) => {
    request.resume();
    if (!request.url?.endsWith('/chat/completions')) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end('{"conversation_id":"c1"}');
      return;
    }
    const key = request.headers.authorization?.replace('Bearer ', '') ?? '';
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    chats.push({ key, response });
    server.emit('chat');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async nextChat() {
      if (chats.length === 0) await once(server, 'chat');
      return chats.shift()!;
    },
  };
}

function write(response: ServerResponse, content: string, finish: string | null = null): void {
  const choices = [{ index: 0, delta: { content }, finish_reason: finish }];
  response.write(`data: ${JSON.stringify({ choices })}\n\n`);
  if (finish) response.end('data: [DONE]\n\n');
}

test('takes a new key from its file on SIGHUP; a reply being written ends with the old one', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'nexevo-key-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'key');
  await writeFile(file, `${keys.old}\n`);
  const gateway = await startGateway(t);
  const flags = ['--port', '0', '--metrics-port', '0'];
  const child = spawn(process.execPath, ['-C', '@nexevo/source', command, ...flags], {
    env: {
      ...bareEnvironment,
      NEXEVO_API_KEY_FILE: file,
      NEXEVO_SESSION_SECRET: sessionSecret,
      NEXEVO_DATA: join(folder, 'proxy.sqlite'),
      NEXEVO_UPSTREAM_URL: gateway.url,
      NEXEVO_LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill());
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const says = async (what: RegExp) => {
    const { value } = await lines.next();
    assert.match(String(value), what);
    return String(value);
  };
  const hangUp = async (what: RegExp) => {
    child.kill('SIGHUP');
    await says(what);
  };
  const metrics = await says(/metrics on http:\S+\/metrics$/);
  const url = /http:\S+/.exec(await says(/listening on http/))![0];
  const visitor = await Visitor.arrive({ url });

  const first = Array.fromAsync(readEvents(await visitor.send('One')));
  const one = await gateway.nextChat();
  assert.equal(one.key, keys.old);
  write(one.response, 'Begun');

  await writeFile(file, keys.new);
  await hangUp(/read again/);
  const second = Array.fromAsync(readEvents(await visitor.send('Two')));
  const two = await gateway.nextChat();
  assert.equal(two.key, keys.new);
  write(one.response, ' and ended.', 'stop');
  write(two.response, 'Done.', 'stop');
  assert.equal(find(await first, 'done').message.text, 'Begun and ended.');
  assert.equal(textOf(await second), 'Done.');

  await writeFile(file, 'not a key');
  await hangUp(/old gateway key stays in use/);
  const third = Array.fromAsync(readEvents(await visitor.send('Three')));
  const three = await gateway.nextChat();
  assert.equal(three.key, keys.new);
  write(three.response, 'Still here.', 'stop');
  find(await third, 'done');

  const address = /http:\S+/.exec(metrics)![0];
  const posted = await fetch(address, { method: 'POST' });
  assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'GET, HEAD']);
  const page = await (await fetch(address)).text();
  assert.match(page, /nexevo_runs_total\{outcome="complete",reason="stop"\} 3/);
  assert.ok(!page.includes('sk-xc-'));
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'close'), [0, null]);
});
