import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import type { ConversationDetail, RunEvent } from '@nexevo/protocol';
import { createProxy } from '../src/index.ts';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { apiKey, find, readEvents, sessionSecret, startProxy, textOf, Visitor } from './fixture.ts';

const long = 'Show me what you can render';

/** Reads until a few pieces of text are there. */
async function readSome(events: AsyncGenerator<RunEvent>, pieces = 3): Promise<RunEvent[]> {
  const seen: RunEvent[] = [];
  while (seen.filter(({ event }) => event === 'delta').length < pieces) {
    const { value, done } = await events.next();
    if (done) throw new Error('the stream ended early');
    seen.push(value);
  }
  return seen;
}

describe('a run', () => {
  it('ends upstream within 50 ms of Stop, and the partial reply is kept and marked', async (t) => {
    const fixture = await startProxy(t, { pace: 40 });
    const visitor = await Visitor.arrive(fixture);
    // A busy machine may hold up any one of them; the fastest tells what the code does.
    const times: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const events = readEvents(await visitor.send(long));
      const seen = await readSome(events);
      const { run_id: runId, conversation } = find(seen, 'accepted');
      const closed = once(fixture.local.traffic, 'chat-close').then(() => performance.now());
      const pressed = performance.now();
      assert.deepEqual(await visitor.json('POST', `/runs/${runId}/stop`), { stopped: true });
      times.push((await closed) - pressed);
      const rest = await Array.fromAsync(events);
      assert.equal(find(rest, 'incomplete').reason, 'stopped');
      const { messages } = await visitor.json<ConversationDetail>(
        'GET',
        `/conversations/${conversation.id}`,
      );
      assert.equal(messages[1]?.status, 'incomplete');
      assert.equal(messages[1]?.reason, 'stopped');
      assert.equal(messages[1]?.text, textOf([...seen, ...rest]));
    }
    assert.ok(Math.min(...times) < 50, `the upstream call went on for ${times} ms`);
  });

  it('can be stopped by the id the browser gave the message', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t, { pace: 40 }));
    const events = readEvents(await visitor.send(long, { client_message_id: 'my-own-name' }));
    await readSome(events);
    await visitor.json('POST', '/runs/my-own-name/stop');
    assert.equal(find(await Array.fromAsync(events), 'incomplete').reason, 'stopped');
  });

  it('goes on without its reader and is followed again from where that one left', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t, { pace: 200 }));
    const leaving = new AbortController();
    const first = readEvents(await visitor.send(long, {}, { signal: leaving.signal }));
    const seen = await readSome(first);
    leaving.abort();
    const { run_id: runId, conversation } = find(seen, 'accepted');
    const { active_run: active } = await visitor.json<ConversationDetail>(
      'GET',
      `/conversations/${conversation.id}`,
    );
    assert.equal(active?.id, runId);
    const rest = await Array.fromAsync(
      readEvents(
        await visitor.request('GET', `/runs/${runId}/events`, undefined, {
          headers: { 'Last-Event-ID': String(seen.at(-1)?.id) },
        }),
      ),
    );
    assert.equal(rest[0]?.id, (seen.at(-1)?.id ?? 0) + 1);
    assert.equal(find(rest, 'done').message.text, textOf([...seen, ...rest]));
  });

  it('ends as disconnected when nobody comes back in time', async (t) => {
    const fixture = await startProxy(t, { pace: 20, graceMs: 50 });
    const visitor = await Visitor.arrive(fixture);
    const closed = once(fixture.local.traffic, 'chat-close');
    const leaving = new AbortController();
    const seen = await readSome(
      readEvents(await visitor.send(long, {}, { signal: leaving.signal })),
    );
    leaving.abort();
    await closed;
    const ended = await Array.fromAsync(
      readEvents(await visitor.request('GET', `/runs/${find(seen, 'accepted').run_id}/events`)),
    );
    assert.equal(find(ended, 'incomplete').reason, 'disconnected');
  });

  it('is drained when the proxy closes, and readable from the next process', async (t) => {
    const fixture = await startProxy(t, { pace: 40 });
    const visitor = await Visitor.arrive(fixture);
    const events = readEvents(await visitor.send(long));
    const seen = await readSome(events);
    const closing = fixture.proxy.close();
    const rest = await Array.fromAsync(events);
    await closing;
    assert.equal(find(rest, 'incomplete').reason, 'shutdown');
    const store = new SqliteStore(fixture.dataPath);
    const { conversation, reply } = find(seen, 'accepted');
    const { messages } = await store.getBranch(conversation.id, { leaf: reply.id });
    assert.equal(messages[1]?.text, textOf([...seen, ...rest]));
    assert.equal(messages[1]?.reason, 'shutdown');
    await store.close();
  });

  it('of a process that died is ended as interrupted with what was kept', async (t) => {
    const fixture = await startProxy(t);
    const store = new SqliteStore(fixture.dataPath);
    const visitor = await Visitor.arrive(fixture);
    const { conversation } = find(await visitor.chat('Hello'), 'accepted');
    const claims = JSON.parse(Buffer.from(visitor.token.split('.')[1]!, 'base64url').toString());
    const orphan = await store.acceptMessage({
      visitor: claims.sub,
      clientMessageId: 'orphan-0001',
      fingerprint: 'f',
      text: 'And then?',
      title: '',
      conversationId: conversation.id,
      leaseUntil: Date.now() - 1,
    });
    assert.equal(orphan.kind, 'started');
    await store.close();
    const next = createProxy({ apiKey, sessionSecret, dataPath: fixture.dataPath });
    await next.ready();
    await next.close();
    const { messages, active_run: active } = await visitor.json<ConversationDetail>(
      'GET',
      `/conversations/${conversation.id}`,
    );
    assert.equal(active, undefined);
    assert.equal(messages.at(-1)?.reason, 'interrupted');
  });
});
