import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { it, type TestContext } from 'node:test';
import type { RunEvent, RunEventData } from '@nexevo/protocol';
import express from 'express';
import { Beat } from '../src/runs/beat.ts';
import { Run } from '../src/runs/run.ts';
import { sendEvents } from '../src/runs/send-events.ts';
import type { StartedRun } from '../src/store/store.ts';
import { readEvents, textOf } from './fixture.ts';

async function serve(
  t: TestContext,
  answer: (response: express.Response) => Promise<void>,
): Promise<number> {
  const app = express().get('/', (_request, response) => answer(response));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

it('a torrent of text reaches its reader whole and in order, what waits together as one event', async (t) => {
  const pieces = 100;
  const started = { run: { id: 'run_1' }, reply: { text: '' } } as unknown as StartedRun;
  const run = new Run(started, { graceMs: 10_000 });
  run.publish('accepted', { run_id: 'run_1' } as RunEventData['accepted']);
  let writes = 0;
  const port = await serve(t, async (response) => {
    const write = response.write.bind(response) as (text: string) => boolean;
    response.write = (text: string) => {
      writes += 1;
      return write(text);
    };
    await sendEvents(response, (signal) => run.read(0, signal));
  });
  const response = await fetch(`http://127.0.0.1:${port}/`);
  for (let index = 0; index < pieces; index += 1) {
    run.publish('delta', { text: `${index} ` });
    await new Promise((resolve) => setImmediate(resolve));
  }
  run.publish('done', { finish_reason: 'stop' } as RunEventData['done']);
  const events = await Array.fromAsync(readEvents(response));
  assert.equal(textOf(events), Array.from({ length: pieces }, (_, index) => `${index} `).join(''));
  const ids = events.map(({ id }) => id ?? Number.NaN);
  assert.ok(ids.every((id, index) => index === 0 || id > ids[index - 1]!));
  assert.deepEqual([ids[0], ids.at(-1)], [1, pieces + 2]);
  assert.ok(events.length < pieces / 2, `${events.length} events for ${pieces} pieces`);
  assert.ok(writes < pieces / 2, `${writes} writes for ${pieces} pieces`);
});

it('a reader that takes nothing at all is given up, and what was held for it let go', async (t) => {
  async function* flood(signal: AbortSignal): AsyncGenerator<RunEvent[]> {
    const data = { text: 'x'.repeat(1_000_000), reasoning: '' };
    for (let id = 1; !signal.aborted; id += 1) yield [{ event: 'snapshot', id, data }];
  }
  const over = Promise.withResolvers<void>();
  const port = await serve(t, async (response) => {
    await sendEvents(response, flood, { patienceMs: 100 });
    over.resolve();
  });
  const reader = connect(port, '127.0.0.1').pause();
  t.after(() => reader.destroy());
  reader.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await over.promise;
});

it('a beat is crowded while those wait for it who were many at the last', async () => {
  const beat = new Beat(1, { size: 1, ms: 1 });
  assert.equal(beat.crowded, undefined);
  const first = beat.next();
  assert.equal(beat.crowded, undefined);
  beat.next();
  await first;
  assert.equal(beat.crowded, undefined, 'nobody waits');
  const second = beat.next();
  assert.equal(beat.crowded, second);
  await second;
  const third = beat.next();
  assert.equal(beat.crowded, undefined, 'one alone waited for the last');
  await third;
});
