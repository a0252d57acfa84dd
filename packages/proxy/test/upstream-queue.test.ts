import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import type { ConversationDetail, RunEvent } from '@nexevo/protocol';
import { type Fixture, find, readEvents, startProxy, Visitor } from './fixture.ts';

/** A proxy whose key has had its minute: what is asked now waits. */
async function startWaiting(t: TestContext, options: Parameters<typeof startProxy>[1] = {}) {
  const fixture = await startProxy(t, options);
  const visitor = await Visitor.arrive(fixture);
  fixture.local.faults.set('rate-limit', { times: 1, path: '/chat', resetSeconds: 60 });
  return { fixture, visitor };
}

/** Reads up to the first event of that name. */
async function readTo(events: AsyncGenerator<RunEvent>, name: string): Promise<RunEvent[]> {
  const seen: RunEvent[] = [];
  for (;;) {
    const { value, done } = await events.next();
    if (done) throw new Error(`the stream ended without ${name}`);
    seen.push(value);
    if (value.event === name) return seen;
  }
}

function chatsOf({ local }: Fixture): { count: number } {
  const seen = { count: 0 };
  local.traffic.on('request', ({ path }) => {
    if (path === '/chat/completions') seen.count += 1;
  });
  return seen;
}

describe('a message that waits for the gateway', { concurrency: true }, () => {
  it('is told its position, goes when its turn has come, and is answered', async (t) => {
    const fixture = await startProxy(t);
    const visitor = await Visitor.arrive(fixture);
    fixture.local.faults.set('rate-limit', { times: 1, path: '/chat', resetSeconds: 1 });
    const events = await visitor.chat('Hello');
    assert.deepEqual(
      events.slice(0, 3).map(({ event, data }) => [event, event === 'queued' && data]),
      [
        ['accepted', false],
        ['queued', { position: 1 }],
        ['queued', { position: 0 }],
      ],
    );
    assert.equal(events.at(-1)?.event, 'done');
  });

  it('leaves the line with Stop, and nothing more is asked of the gateway', async (t) => {
    const { fixture, visitor } = await startWaiting(t);
    const chats = chatsOf(fixture);
    const events = readEvents(await visitor.send('Hello'));
    const seen = await readTo(events, 'queued');
    const { run_id: runId } = find(seen, 'accepted');
    assert.deepEqual(await visitor.json('POST', `/runs/${runId}/stop`), { stopped: true });
    assert.equal(find(await Array.fromAsync(events), 'incomplete').reason, 'stopped');
    assert.equal(chats.count, 1);
  });

  it('leaves the line when its reader is gone past the grace, so that leavers start nothing', async (t) => {
    const { fixture, visitor: first } = await startWaiting(t, {
      graceMs: 60,
      limits: { runsPerAddress: 200 },
    });
    const chats = chatsOf(fixture);
    await readTo(readEvents(await first.send('Hello')), 'queued');
    const left: Promise<[Visitor, string]>[] = [];
    for (let index = 0; index < 40; index += 1) {
      left.push(
        (async () => {
          const visitor = await Visitor.arrive(fixture);
          const leaving = new AbortController();
          const events = readEvents(await visitor.send('Hello', {}, { signal: leaving.signal }));
          const { conversation } = find(await readTo(events, 'queued'), 'accepted');
          leaving.abort();
          return [visitor, conversation.id];
        })(),
      );
    }
    for (const [visitor, id] of await Promise.all(left)) {
      let detail: ConversationDetail;
      do {
        detail = await visitor.json<ConversationDetail>('GET', `/conversations/${id}`);
      } while (detail.active_run);
      assert.equal(detail.messages[1]?.reason, 'disconnected');
    }
    assert.equal(chats.count, 1);
  });

  it('leaves the line when the proxy drains', async (t) => {
    const { fixture, visitor } = await startWaiting(t);
    const events = readEvents(await visitor.send('Hello'));
    await readTo(events, 'queued');
    const closing = fixture.proxy.close();
    assert.equal(find(await Array.fromAsync(events), 'incomplete').reason, 'shutdown');
    await closing;
  });

  it('is given back to its visitor when it has waited for as long as it may', async (t) => {
    const { visitor } = await startWaiting(t, { queue: { waitMs: 200 } });
    const events = await visitor.chat('Hello');
    const { error, message } = find(events, 'error');
    assert.equal(error.code, 'queue_timeout');
    assert.ok((error.retry_after ?? 0) > 0);
    assert.equal(message.status, 'failed');
  });

  it('finds no room in a line that is full, and is refused before it is accepted', async (t) => {
    const { fixture, visitor } = await startWaiting(t, { queue: { length: 2 } });
    for (let index = 0; index < 2; index += 1) {
      await readTo(readEvents(await visitor.send('Hello')), 'queued');
    }
    const response = await (await Visitor.arrive(fixture)).send('Hello');
    assert.equal(response.status, 503);
    assert.ok(Number(response.headers.get('retry-after')) > 0);
    const { error } = (await response.json()) as { error: { code: string; retry_after: number } };
    assert.equal(error.code, 'queue_full');
    assert.ok(error.retry_after > 0);
  });
});

describe('the queue', { concurrency: true }, () => {
  it('stands before bookkeeping, too', async (t) => {
    const { fixture, visitor } = await startWaiting(t);
    await readTo(readEvents(await visitor.send('Hello')), 'queued');
    const asked: string[] = [];
    fixture.local.traffic.on('request', ({ path }) => asked.push(path));
    const other = await Visitor.arrive(fixture);
    await readTo(readEvents(await other.send('Hello')), 'queued');
    assert.deepEqual(asked, []);
  });

  it('goes by the limit that the answers of bookkeeping tell, as well', async (t) => {
    const fixture = await startProxy(t, { queue: { requestsPerMinute: 2 } });
    const visitor = await Visitor.arrive(fixture);
    for (let index = 0; index < 8; index += 1) {
      const { message } = find(await visitor.chat('Hello'), 'done');
      const rated = once(fixture.local.traffic, 'request');
      await visitor.json('PUT', `/messages/${message.id}/feedback`, { rating: 1 });
      await rated;
    }
  });
});
