import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import type { ErrorResponse } from '@nexevo/protocol';
import { Ask, type Asker, type AskInput } from '../src/runs/asker.ts';
import type { RunRegistry } from '../src/runs/run-registry.ts';
import { RunStarter } from '../src/runs/run-starter.ts';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { startProxy, textOf, Visitor } from './fixture.ts';

const chunk = (choice: object) => `data: ${JSON.stringify({ id: 'c', choices: [choice] })}\n\n`;
const reply = `${chunk({ delta: { content: 'Hi.' } })}${chunk({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`;

/** A gateway that answers all questions but those with `wait` in them. */
async function patientModel(t: TestContext) {
  const server = createServer(async (request, response) => {
    if ((await text(request)).includes('wait')) {
      server.emit('waiting', response);
    } else {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(reply);
    }
  });
  // A connection that is closed in between would be opened anew, and that takes longer than to be refused.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, waiting: () => once(server, 'waiting') };
}

describe('a reply that is asked for while its question is written down', () => {
  it('has never been when that fails: no request goes on, nothing is kept, and the message can come again', async (t) => {
    const model = await patientModel(t);
    const { url, dataPath } = await startProxy(t, {
      upstreamUrl: model.url,
      upstreamConversations: 'off',
      limits: { runsPerVisitor: 1 },
    });
    const visitor = await Visitor.arrive({ url });
    // The next request finds a connection open, and leaves at once.
    await visitor.chat('Hello');
    const db = new DatabaseSync(dataPath);
    t.after(() => db.close());
    // What SQLite looks at only when everything is written.
    db.exec(`CREATE TABLE missing (id TEXT PRIMARY KEY);
      CREATE TABLE doomed (id TEXT REFERENCES missing (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER doom AFTER INSERT ON runs BEGIN INSERT INTO doomed VALUES (new.id); END;`);
    const waiting = model.waiting();
    const ids = { client_message_id: crypto.randomUUID() };
    const refused = await visitor.send('Please wait', ids);
    assert.equal(refused.status, 500);
    assert.equal(((await refused.json()) as ErrorResponse).error.code, 'internal');
    const [request] = (await waiting) as [ServerResponse];
    if (!request.destroyed) await once(request, 'close');
    const count = (table: string) => db.prepare(`SELECT id FROM ${table}`).all().length;
    assert.deepEqual(['conversations', 'messages', 'runs'].map(count), [1, 2, 1]);

    db.exec('DROP TRIGGER doom');
    const events = await visitor.chat('Hello again', ids);
    assert.equal(textOf(events), 'Hi.');
  });

  it('is asked for anew when something was said in between', async (t) => {
    const store = new SqliteStore(':memory:');
    t.after(() => store.close());
    const asks: AskInput[] = [];
    const asker = {
      ask(input: AskInput) {
        asks.push(input);
        return new Ask(1, () => new Promise(() => {}));
      },
      reach: () => () => true,
    } as Pick<Asker, 'ask' | 'reach'> as Asker;
    const followed: boolean[] = [];
    const registry = {
      start: (_started, _permit, asked) => void followed.push(asked !== undefined),
      hold: () => {},
    } as Partial<RunRegistry> as RunRegistry;
    const starter = new RunStarter({ asker, store, registry });
    const visitor = 'anon:a';
    const say = (words: string, conversationId?: string) =>
      store.acceptMessage({
        visitor,
        clientMessageId: words,
        fingerprint: words,
        text: words,
        title: words,
        leaseUntil: Date.now() + 60_000,
        ...(conversationId && { conversationId }),
      });
    const answer = async (words: string, conversationId?: string) => {
      const said = await say(words, conversationId);
      assert.ok(said.kind === 'started');
      await store.finishRun(said.run, { status: 'complete', text: `On ${words}`, lastEventId: 1 });
      return said.conversation.id;
    };
    const conversationId = await answer('one');
    const place = { visitor, address: 'a', member: 'a', group: 'a', requestId: undefined };
    const permit = { caller: place, end: async () => {} };
    const start = (words: string, before?: () => Promise<unknown>) =>
      starter.start(
        permit,
        async () => {
          await before?.();
          return say(words, conversationId);
        },
        { at: { conversationId, clientMessageId: words }, spoken: { role: 'user', text: words } },
      );

    const result = await start('three', () => answer('two', conversationId));
    assert.equal(result.kind, 'started');
    const said = asks[0]?.branch.map(({ text: words }) => words);
    assert.deepEqual(said, ['one', 'On one', 'three']);
    assert.equal(asks[0]?.signal.aborted, true);
    assert.deepEqual(followed, [false]);

    assert.ok(result.kind === 'started');
    await store.finishRun(result.run, { status: 'complete', text: 'On three', lastEventId: 1 });
    assert.equal((await start('four')).kind, 'started');
    assert.equal(asks[1]?.branch.length, 7);
    assert.equal(asks[1]?.signal.aborted, false);
    assert.deepEqual(followed, [false, true]);
  });

  it('is not asked for where the question would be refused', async (t) => {
    const store = new SqliteStore(':memory:');
    t.after(() => store.close());
    const visitor = 'anon:a';
    const said = await store.acceptMessage({
      visitor,
      clientMessageId: 'one',
      fingerprint: 'f',
      text: 'one',
      title: 'one',
      leaseUntil: Date.now() + 60_000,
    });
    assert.ok(said.kind === 'started');
    const conversationId = said.conversation.id;
    const clientMessageId = 'two';
    const at = (place: object) =>
      store.findBranch(visitor, { clientMessageId, ...place }, () => true);
    assert.equal(await at({ conversationId }), undefined, 'while a reply is written there');
    const outcome = { status: 'complete', text: 'On one', lastEventId: 1 } as const;
    await store.finishRun(said.run, outcome);
    assert.equal((await at({ conversationId }))?.length, 2);
    assert.deepEqual(await at({ conversationId, parentId: null }), []);
    assert.deepEqual(await at({}), []);
    assert.equal(await at({ conversationId, parentId: said.message.id }), undefined, 'no reply');
    assert.equal(await at({ conversationId, parentId: 'msg_none' }), undefined);
    assert.equal(await at({ parentId: said.reply.id }), undefined);
    const theirs = { clientMessageId, conversationId };
    assert.equal(await store.findBranch('anon:b', theirs, () => true), undefined);
    // It would cost the gateway's tokens, and nobody's budget, as often as it was sent.
    assert.equal(await at({ clientMessageId: 'one' }), undefined, 'sent before');
    await store.deleteConversation(visitor, conversationId);
    assert.equal(await at({ clientMessageId: 'one' }), undefined, 'of a deleted conversation');
    await store.scrubDeleted(Date.now() + 1);
    assert.equal(await at({ clientMessageId: 'one' }), undefined, 'of an erased conversation');
  });
});
