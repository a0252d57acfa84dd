import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { formatOutbox } from '../src/commands/format-outbox.ts';
import type { OutboxEntry, OutboxStatus } from '../src/store/outbox.ts';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { bareEnvironment, startProxy, Visitor } from './fixture.ts';
import type { Relay } from './relay.ts';

const command = fileURLToPath(new URL('../src/command.ts', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'nexevo-outbox-'));
after(() => rm(folder, { recursive: true }));

async function outbox(dataPath: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-C', '@nexevo/source', command, 'outbox', ...args],
    { env: { ...bareEnvironment, NEXEVO_DATA: dataPath } },
  );
  return stdout;
}

async function listed(dataPath: string) {
  return JSON.parse(await outbox(dataPath, 'list', '--json'));
}

/** Looks into the file itself: a command a look would take a second each. */
async function until(dataPath: string, isReached: (status: OutboxStatus) => boolean) {
  const store = new SqliteStore(dataPath);
  try {
    while (!isReached(await store.outboxStatus())) await delay(20);
  } finally {
    await store.close();
  }
}

describe('nexevo-proxy outbox', () => {
  it('shows, retries and drops what a running proxy cannot deliver', async (t) => {
    const fixture = await startProxy(t, { isRelayed: true });
    const relay = fixture.relay as Relay;
    relay.fault = ({ path }) => (path.endsWith('/messages') ? 422 : undefined);
    await (await Visitor.arrive(fixture)).chat('Hello');
    const { dataPath } = fixture;
    await until(dataPath, ({ paused }) => paused > 0);
    const list = await listed(dataPath);
    assert.equal(list.depth, 2);
    const [paused, behind] = list.entries;
    assert.deepEqual([paused.state, behind.state], ['paused', 'behind']);
    assert.match(paused.error, /spoiled_422/);
    assert.match(await outbox(dataPath, 'list'), /append +paused .*\n.*append +behind/);

    relay.fault = () => undefined;
    assert.equal(await outbox(dataPath, 'drop', String(behind.id)), '1 given up.\n');
    assert.equal(await outbox(dataPath, 'retry', String(paused.id)), '1 due again.\n');
    await until(dataPath, ({ depth }) => depth === 0);
    const bodies = relay.seen.filter(({ path }) => path.endsWith('/messages'));
    assert.equal(JSON.parse(bodies.at(-1)!.body).content, 'Hello');
  });

  it('works on the file of a proxy that is stopped, and on no file that is not there', async () => {
    const dataPath = join(folder, 'stopped.sqlite');
    await assert.rejects(outbox(dataPath, 'list'), /There is no data file/);
    await new SqliteStore(dataPath).close();
    assert.match(await outbox(dataPath, 'list'), /^Nothing waits/);
    assert.equal(await outbox(dataPath, 'retry', '--all', '--json'), '{"retried":0}\n');
    await assert.rejects(outbox(dataPath, 'drop', '999'), /does not wait/);
    await assert.rejects(outbox(dataPath, 'drop'), /Say what to do/);
    await assert.rejects(outbox(dataPath, 'drop', 'everything'), /is no number/);
  });

  it('says what to do about a gateway without conversations, and prints nothing a terminal obeys', () => {
    const entry: OutboxEntry = {
      id: 7,
      kind: 'append',
      conversationId: 'conv_1',
      messageId: 'msg_1',
      createdAt: 0,
      state: 'waiting',
      attempts: 3,
      nextAt: 3_700_000,
      error: 'no \u001b[31m\nroute',
    };
    const status = {
      depth: 2,
      oldestAt: 0,
      paused: 1,
      maybeDoubled: 1,
      conversationsRefusedAt: 1000,
    };
    const text = formatOutbox(status, [entry], 3_600_000);
    assert.match(text, /^2 waiting .* 60 min; 1 paused; 1 may have been sent twice/);
    assert.match(text, /NEXEVO_UPSTREAM_CONVERSATIONS=off/);
    assert.match(text, /in 100 s +conv_1 +no \[31m route/);
    assert.match(text, /and 1 more/);
    assert.match(text, /outbox retry <id>/);
  });
});
