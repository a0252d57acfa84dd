import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { ConversationDetail, RunEvent, RunEventData } from '@nexevo/protocol';
import { Run } from '../src/runs/run.ts';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import type { StartedRun } from '../src/store/store.ts';
import { find, readEvents, startProxy, textOf, Visitor } from './fixture.ts';
import { scriptedModel } from './scripted-model.ts';

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
  it('ends upstream when the visitor presses Stop, and the partial reply is kept and marked', async (t) => {
    const fixture = await startProxy(t, { pace: 40 });
    const visitor = await Visitor.arrive(fixture);
    const events = readEvents(await visitor.send(long));
    const seen = await readSome(events);
    const { run_id: runId, conversation } = find(seen, 'accepted');
    const closed = once(fixture.local.traffic, 'chat-close');
    assert.deepEqual(await visitor.json('POST', `/runs/${runId}/stop`), { stopped: true });
    const [{ isComplete }] = await closed;
    assert.equal(isComplete, false);
    const rest = await Array.fromAsync(events);
    assert.equal(find(rest, 'incomplete').reason, 'stopped');
    const { messages } = await visitor.json<ConversationDetail>(
      'GET',
      `/conversations/${conversation.id}`,
    );
    assert.equal(messages[1]?.status, 'incomplete');
    assert.equal(messages[1]?.reason, 'stopped');
    assert.equal(messages[1]?.text, textOf([...seen, ...rest]));
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
    assert.equal(rest[0]?.event, 'delta');
    assert.ok((rest[0]?.id ?? 0) > (seen.at(-1)?.id ?? 0));
    assert.equal(find(rest, 'done').message.text, textOf([...seen, ...rest]));
  });

  it('can be followed from where the conversation shows it, without a gap', async (t) => {
    const said = Promise.withResolvers<void>();
    const { url: upstreamUrl } = await scriptedModel(t, [
      { reasoning_content: 'Hm.' },
      ...[{ content: 'One. ' }, said.promise, { content: 'Two.' }],
    ]);
    const visitor = await Visitor.arrive(await startProxy(t, { upstreamUrl }));
    const seen = await readSome(readEvents(await visitor.send('Count')), 1);
    const { conversation, reply } = find(seen, 'accepted');
    const { messages, active_run: active } = await visitor.json<ConversationDetail>(
      'GET',
      `/conversations/${conversation.id}`,
    );
    const shown = messages.find(({ id }) => id === reply.id);
    assert.deepEqual([shown?.text, shown?.reasoning], ['One. ', 'Hm.']);
    const following = await visitor.request('GET', `/runs/${active?.id}/events`, undefined, {
      headers: { 'Last-Event-ID': String(active?.last_event_id) },
    });
    said.resolve();
    const rest = await Array.fromAsync(readEvents(following));
    assert.deepEqual([textOf(rest), find(rest, 'done').message.text], ['Two.', 'One. Two.']);
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

  it('is drained when the proxy closes, and read from the next process by whoever comes back', async (t) => {
    const fixture = await startProxy(t, { pace: 40 });
    const visitor = await Visitor.arrive(fixture);
    const sent = { client_message_id: 'drained-001' };
    const events = readEvents(await visitor.send(long, sent));
    const seen = await readSome(events);
    const closing = fixture.proxy.close();
    const rest = await Array.fromAsync(events);
    await closing;
    assert.equal(find(rest, 'incomplete').reason, 'shutdown');
    const text = textOf([...seen, ...rest]);

    const next = await startProxy(t, { dataPath: fixture.dataPath });
    const back = new Visitor(next.url, visitor.token);
    const last = rest.at(-1)?.id ?? 0;
    const followed = await Array.fromAsync(
      readEvents(
        await back.request('GET', `/runs/${find(seen, 'accepted').run_id}/events`, undefined, {
          headers: { 'Last-Event-ID': String(last) },
        }),
      ),
    );
    assert.deepEqual(
      followed.map(({ event }) => event),
      ['snapshot', 'incomplete'],
    );
    assert.ok(followed.every(({ id }) => (id ?? 0) > last));
    assert.equal(find(followed, 'snapshot').text, text);

    const again = await back.chat(long, sent);
    assert.deepEqual(
      again.map(({ event }) => event),
      ['accepted', 'snapshot', 'incomplete'],
    );
    assert.equal(find(again, 'accepted').reply.id, find(seen, 'accepted').reply.id);
  });

  it('of a process that died ends as interrupted, with events above those that were read', async (t) => {
    const fixture = await startProxy(t);
    const store = new SqliteStore(fixture.dataPath);
    const visitor = await Visitor.arrive(fixture);
    const claims = JSON.parse(Buffer.from(visitor.token.split('.')[1]!, 'base64url').toString());
    const orphan = await store.acceptMessage({
      visitor: claims.sub,
      clientMessageId: 'orphan-0001',
      fingerprint: 'f',
      text: 'And then?',
      title: 'And then?',
      leaseUntil: Date.now() + 60_000,
    });
    assert.ok('run' in orphan);
    await store.checkpointRun(orphan.run, { text: 'Half a', leaseUntil: Date.now() + 100 });
    await store.close();
    const events = await Array.fromAsync(
      readEvents(
        await visitor.request('GET', `/runs/${orphan.run.id}/events`, undefined, {
          headers: { 'Last-Event-ID': '57' },
        }),
      ),
    );
    assert.equal(find(events, 'snapshot').text, 'Half a');
    assert.equal(find(events, 'incomplete').reason, 'interrupted');
    assert.ok(events.every(({ id }) => (id ?? 0) > 57));
  });

  it('that another owner has ended shows what the store holds', async (t) => {
    const fixture = await startProxy(t, { pace: 40 });
    const visitor = await Visitor.arrive(fixture);
    const events = readEvents(await visitor.send(long));
    await readSome(events);
    const store = new SqliteStore(fixture.dataPath);
    const [ended] = await store.endAbandonedRuns(Date.now() + 60_000);
    assert.ok(ended);
    const kept = await store.getMessage(ended.visitor, ended.messageId);
    await store.close();
    const { message, reason } = find(await Array.fromAsync(events), 'incomplete');
    assert.equal(reason, 'interrupted');
    assert.equal(message.text, kept?.message.text);
  });

  it('is not taken for abandoned by its own process, which was busy for longer than a lease', async (t) => {
    const said = Promise.withResolvers<void>();
    const model = await scriptedModel(t, [{ content: 'One. ' }, said.promise, { content: 'Two.' }]);
    const fixture = await startProxy(t, {
      ...{ upstreamUrl: model.url, upstreamConversations: 'off', leaseMs: 1 },
    });
    const visitor = await Visitor.arrive(fixture);
    const events = readEvents(await visitor.send('Count'));
    const seen = await readSome(events, 1);
    const store = new SqliteStore(fixture.dataPath);
    const orphan = await store.acceptMessage({
      ...{ visitor: 'anon:gone', clientMessageId: 'orphan-0002', fingerprint: 'f' },
      ...{ text: 'And?', title: 'And?', leaseUntil: Date.now() - 1 },
    });
    assert.ok('run' in orphan);
    // The next sweep ends it, and would end the other one, too.
    while ((await store.getRun('anon:gone', orphan.run.id))?.active) await delay(20);
    await store.close();
    said.resolve();
    const rest = await Array.fromAsync(events);
    assert.equal(find(rest, 'done').message.text, 'One. Two.');
    assert.equal(textOf([...seen, ...rest]), 'One. Two.');
  });

  it('of a visitor who left at once still has its grace period, and no longer', async (t) => {
    const fixture = await startProxy(t, { pace: 20, graceMs: 100, limits: { runsPerVisitor: 5 } });
    const visitor = await Visitor.arrive(fixture);
    const { hostname, port, pathname } = new URL(`${fixture.url}/messages`);
    const leave = async (index: number) => {
      const body = JSON.stringify({ client_message_id: `leaver-00${index}`, text: long });
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.write(
        `POST ${pathname} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${visitor.token}\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        () => socket.destroy(),
      );
    };
    // A connection that ends before its request was read takes the request with it: then it is made again.
    const ended = 'nexevo_runs_total{outcome="incomplete",reason="disconnected"} 5';
    while (!fixture.proxy.metrics().includes(ended)) {
      for (let index = 0; index < 5; index += 1) await leave(index);
      await delay(500);
    }
  });
});

describe('the log of a run', () => {
  it('gives a reader that is too far behind the ids, the whole text, and then the rest', async () => {
    const started = { run: { id: 'run_1' }, reply: { text: '' } } as unknown as StartedRun;
    const run = new Run(started, { graceMs: 10_000 });
    const accepted = { run_id: 'run_1' } as RunEventData['accepted'];
    run.publish('accepted', accepted);
    for (let index = 0; index < 5000; index += 1) run.publish('delta', { text: 'x' });
    const reading = new AbortController();
    const reader = run.read(0, reading.signal);
    const text = 'x'.repeat(5000);
    assert.deepEqual((await reader.next()).value, [
      { event: 'accepted', id: 1, data: accepted },
      { event: 'snapshot', id: 5001, data: { text, reasoning: '' } },
    ]);
    run.publish('delta', { text: 'y' });
    assert.deepEqual((await reader.next()).value, [
      { event: 'delta', id: 5002, data: { text: 'y' } },
    ]);
    reading.abort();
    assert.equal((await reader.next()).done, true);
  });
});
