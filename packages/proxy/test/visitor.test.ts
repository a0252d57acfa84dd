import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type RunEvent, type SessionResponse, visitorExport } from '@nexevo/protocol';
import { visitorCommand } from '../src/commands/visitor.ts';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { exportVisitor } from '../src/visitor-export.ts';
import { bareEnvironment, find, readEvents, startProxy, textOf, Visitor } from './fixture.ts';

const command = fileURLToPath(new URL('../src/command.ts', import.meta.url));

async function runCommand(dataPath: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-C', '@nexevo/source', command, 'visitor', ...args],
    { env: { ...bareEnvironment, NEXEVO_DATA: dataPath } },
  );
  return stdout;
}

function nameOf({ token }: Visitor): string {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).sub;
}

describe('the export of a visitor', () => {
  it('is one JSON document of the documented shape, with all of theirs and nothing of others', async (t) => {
    const fixture = await startProxy(t);
    const [mine, other] = [await Visitor.arrive(fixture), await Visitor.arrive(fixture)];
    await other.chat('Not yours');
    const { conversation, reply } = find(await mine.chat('First question'), 'accepted');
    const body = { client_run_id: 'again-0001' };
    await (await mine.request('POST', `/messages/${reply.id}/regenerate`, body)).text();
    await mine.json('PUT', `/messages/${reply.id}/feedback`, { rating: 1, tags: ['clear'] });
    const deleted = find(await mine.chat('Soon deleted'), 'accepted').conversation;
    await mine.json('DELETE', `/conversations/${deleted.id}`);
    const response = await mine.request('GET', '/visitor/export');
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    assert.match(response.headers.get('content-disposition') ?? '', /attachment/);
    const text = await response.text();
    const exported = visitorExport.strict().parse(JSON.parse(text));
    assert.deepEqual(
      exported.conversations.map(({ id }) => id),
      [conversation.id, deleted.id],
    );
    const [question, first, second] = exported.conversations[0]!.messages;
    assert.equal(question?.text, 'First question');
    assert.equal(first?.parent_id, second?.parent_id);
    assert.deepEqual(first?.feedback, { rating: 1, tags: ['clear'] });
    assert.match(first?.generation_id ?? '', /./);
    assert.ok(exported.conversations[1]?.deleted_at);
    assert.ok(!text.includes('Not yours'));
    assert.ok(exported.token_days.at(-1)!.tokens > 0);
    const byCommand = sameAs(await runCommand(fixture.dataPath, 'export', nameOf(mine)));
    // On a slow machine what was deleted may have been erased meanwhile.
    const later = await (await mine.request('GET', '/visitor/export')).text();
    assert.ok([text, later].map(sameAs).includes(byCommand), byCommand);
  });

  it('holds up nobody however long a conversation is, and leaves out what is erased meanwhile', async (t) => {
    const store = new SqliteStore(':memory:');
    t.after(() => store.close());
    const visitor = 'anon:a';
    const place: { conversationId?: string } = {};
    for (let index = 0; index < 30; index += 1) {
      const [clientMessageId, text] = [`client-${index}`, `${index} ${'x'.repeat(20_000)}`];
      const leaseUntil = Date.now() + 60_000;
      const input = { visitor, clientMessageId, fingerprint: 'f', text, title: 'Long', leaseUntil };
      const said = await store.acceptMessage({ ...input, ...place });
      assert.ok(said.kind === 'started');
      place.conversationId = said.conversation.id;
      await store.finishRun(said.run, { status: 'complete', text: 'Yes.', lastEventId: 1 });
    }
    let turns = 0;
    const count = () => {
      turns += 1;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    t.after(() => clearImmediate(timer));
    const pieces: string[] = [];
    for await (const piece of exportVisitor(store, visitor)) {
      pieces.push(piece);
      assert.ok(piece.length < 130_000);
      assert.ok(turns >= pieces.length - 1, 'nobody had a turn');
      if (pieces.length === 3) await store.deleteVisitor({ visitor, expiresAt: Date.now() });
    }
    const exported = visitorExport.parse(JSON.parse(pieces.join('')));
    const { length } = exported.conversations[0]!.messages;
    assert.ok(length > 10 && length < 60, `${length}`);
  });

  it('of somebody who never wrote is empty, and still a document', async (t) => {
    const visitor = await Visitor.arrive(await startProxy(t));
    const exported = visitorExport.parse(await visitor.json('GET', '/visitor/export'));
    assert.deepEqual([exported.conversations, exported.token_days], [[], []]);
  });
});

/** Two exports are made at different moments. */
function sameAs(text: string): string {
  return text.replace(/"exported_at":"[^"]*"/, '');
}

for (const how of ['by the route', 'by the command while the proxy runs']) {
  describe(`erasing a visitor ${how}`, () => {
    it('stops the replies, ends the sessions, erases here and at the gateway, and nothing comes back', async (t) => {
      const fixture = await startProxy(t, { pace: 20 });
      const visitor = await Visitor.arrive(fixture);
      const { token } = await visitor.json<SessionResponse>('POST', '/session', {});
      const closed = once(fixture.local.traffic, 'chat-close');
      const deleted = new Promise<void>((resolve) => {
        fixture.local.traffic.on('request', ({ method }) => method === 'DELETE' && resolve());
      });
      const created = new Promise<void>((resolve) => {
        fixture.local.traffic.on('request', ({ method, path }) => {
          if (method === 'POST' && path.endsWith('/conversations')) resolve();
        });
      });
      const stream = readEvents(await visitor.send('Tell me a long story'));
      const events: RunEvent[] = [];
      for (let event = await stream.next(); !event.done; event = await stream.next()) {
        events.push(event.value);
        if (event.value.event === 'delta') break;
      }
      const { conversation } = find(events, 'accepted');
      await created;
      if (how === 'by the route') {
        assert.equal((await visitor.request('DELETE', '/visitor')).status, 204);
      } else {
        assert.match(
          await runCommand(fixture.dataPath, 'delete', nameOf(visitor)),
          /^Erased 1 conversation of anon:/,
        );
      }
      for await (const event of stream) events.push(event);
      assert.equal(events.at(-1)?.event, 'incomplete');
      await closed;
      for (const old of [visitor, new Visitor(fixture.url, token)]) {
        for (const [method, path] of [
          ['GET', `/conversations/${conversation.id}`],
          ['POST', `/conversations/${conversation.id}/restore`],
          ['GET', '/visitor/export'],
        ] as const) {
          assert.equal((await old.request(method, path)).status, 401, path);
        }
        assert.equal((await old.send('Me again')).status, 401);
      }
      await deleted;
      await fixture.proxy.close();
      const left = await runCommand(fixture.dataPath, 'export', nameOf(visitor));
      assert.deepEqual(JSON.parse(left).conversations, []);
      assert.ok(textOf(events).length > 0);
    });
  });
}

describe('nexevo-proxy visitor', () => {
  it('says in one sentence what it does not understand, and makes no file', async () => {
    for (const [args, why] of [
      [[], /Name one visitor/],
      [['delete', 'somebody'], /begins with "anon:"/],
      [['forget', 'anon:1'], /Say what to do/],
      [['export', 'anon:1', '--subject', 'u1'], /Name one visitor/],
      [['export', 'anon:1'], /There is no data file/],
    ] as const) {
      await assert.rejects(visitorCommand([...args], { NEXEVO_DATA: './no-such-file.sqlite' }), {
        name: 'ProxyOptionError',
        message: why,
      });
    }
  });

  it('finds a signed-in visitor by the site’s own id', async (t) => {
    const identify = () => ({ subject: 'u1', issuer: 'https://login.example.com' });
    const fixture = await startProxy(t, { identify });
    await (await Visitor.arrive(fixture)).chat('Hello');
    const issuer = ['--issuer', 'https://login.example.com'];
    const text = await runCommand(fixture.dataPath, 'export', '--subject', 'u1', ...issuer);
    assert.equal(visitorExport.parse(JSON.parse(text)).conversations.length, 1);
    await assert.rejects(runCommand(fixture.dataPath, 'export', '--subject', 'u1'), {
      ...{ code: 1, stdout: '' },
      stderr: 'nexevo-proxy: Nothing is held on id:["","u1"]: is it the right name?\n',
    });
    await runCommand(fixture.dataPath, 'delete', '--subject', 'u1', ...issuer);
    const back = await Visitor.arrive(fixture);
    assert.deepEqual(await back.json('GET', '/conversations'), {
      conversations: [],
      next_cursor: null,
    });
  });
});
