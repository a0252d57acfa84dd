import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AcceptMessageInput, StartedRun, Store } from '../src/store/store.ts';
import { describeBudgets } from './budget-contract.ts';
import { storeOf } from './with-store.ts';

const later = () => Date.now() + 60_000;
let count = 0;

function message(overrides: Partial<AcceptMessageInput> = {}): AcceptMessageInput {
  count += 1;
  return {
    visitor: 'anon:a',
    clientMessageId: `client-${count}`,
    fingerprint: 'f1',
    text: 'How do I start?',
    title: 'How do I start?',
    leaseUntil: later(),
    ...overrides,
  };
}

async function start(store: Store, overrides: Partial<AcceptMessageInput> = {}) {
  const result = await store.acceptMessage(message(overrides));
  assert.equal(result.kind, 'started');
  return result as { kind: 'started' } & StartedRun;
}

async function answer(store: Store, started: StartedRun, text = 'Paste one tag.') {
  const reply = await store.finishRun(started.run, {
    status: 'complete',
    text,
    finishReason: 'stop',
    generationId: `gen-${started.run.id}`,
    lastEventId: 3,
  });
  assert.ok(reply);
  return reply;
}

/** What every store has to do. `open` gives an empty one; the suite closes it. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  const withStore = storeOf(open);

  describe(name, () => {
    describeBudgets(withStore);

    it(
      'makes conversation, message, reply and run from a first message',
      withStore(async (store) => {
        const { conversation, message: asked, reply, run } = await start(store);
        assert.equal(conversation.title, 'How do I start?');
        assert.equal(conversation.active_message_id, reply.id);
        assert.equal(asked.parent_id, null);
        assert.equal(reply.parent_id, asked.id);
        assert.equal(reply.status, 'running');
        const read = await store.readConversation('anon:a', conversation.id, { limit: 10 });
        assert.equal(read?.run?.id, run.id);
      }),
    );

    it(
      'attaches the same client id with the same body to its run, and refuses another body',
      withStore(async (store) => {
        const first = await start(store, { clientMessageId: 'twice-00' });
        const again = await store.acceptMessage(message({ clientMessageId: 'twice-00' }));
        assert.equal(again.kind, 'attached');
        assert.equal((again as StartedRun).run.id, first.run.id);
        const other = await store.acceptMessage(
          message({ clientMessageId: 'twice-00', fingerprint: 'f2' }),
        );
        assert.deepEqual(other, { kind: 'conflict' });
      }),
    );

    it(
      'lets two visitors use the same client id',
      withStore(async (store) => {
        await start(store, { clientMessageId: 'same-id-0' });
        await start(store, { clientMessageId: 'same-id-0', visitor: 'anon:b' });
      }),
    );

    it(
      'allows one active run a conversation',
      withStore(async (store) => {
        const { conversation, run } = await start(store);
        const busy = await store.acceptMessage(message({ conversationId: conversation.id }));
        assert.deepEqual(busy, { kind: 'busy', runId: run.id });
      }),
    );

    it(
      "treats another visitor's ids as unknown in every operation",
      withStore(async (store) => {
        const started = await start(store);
        const { conversation } = started;
        const reply = await answer(store, started);
        const stranger = 'anon:b';
        assert.equal(await store.getConversation(stranger, conversation.id), undefined);
        assert.equal(await store.updateConversation(stranger, conversation.id, {}), undefined);
        assert.equal(
          await store.readConversation(stranger, conversation.id, { limit: 1 }),
          undefined,
        );
        assert.equal(await store.deleteConversation(stranger, conversation.id), false);
        await store.deleteConversation('anon:a', conversation.id);
        assert.equal(await store.restoreConversation(stranger, conversation.id, 0), undefined);
        assert.ok(await store.restoreConversation('anon:a', conversation.id, 0));
        assert.equal(await store.getMessage(stranger, reply.id), undefined);
        assert.equal(await store.getRun(stranger, started.run.id), undefined);
        assert.equal(await store.setFeedback(stranger, reply.id, { rating: 1 }), undefined);
        assert.deepEqual(
          await store.acceptMessage(
            message({ visitor: stranger, conversationId: conversation.id }),
          ),
          { kind: 'not_found' },
        );
        assert.deepEqual(
          await store.regenerate({
            visitor: stranger,
            clientRunId: 'run-of-b-1',
            fingerprint: 'f',
            messageId: reply.id,
            leaseUntil: later(),
          }),
          { kind: 'not_found' },
        );
        const { conversations } = await store.listConversations({ visitor: stranger, limit: 10 });
        assert.deepEqual(conversations, []);
        const mine = await store.getMessage('anon:a', reply.id);
        assert.equal(mine?.message.feedback, undefined);
      }),
    );

    it(
      'takes no message of another conversation as the active one',
      withStore(async (store) => {
        const mine = await start(store);
        const other = await start(store, { visitor: 'anon:b' });
        const changed = await store.updateConversation('anon:a', mine.conversation.id, {
          activeMessageId: other.reply.id,
        });
        assert.equal(changed, undefined);
        const kept = await store.getConversation('anon:a', mine.conversation.id);
        assert.equal(kept?.active_message_id, mine.reply.id);
      }),
    );

    it(
      'refuses a parent of another conversation and leaves nothing behind',
      withStore(async (store) => {
        const first = await start(store);
        const other = await start(store);
        await answer(store, first);
        const result = await store.acceptMessage(
          message({ conversationId: first.conversation.id, parentId: other.reply.id }),
        );
        assert.deepEqual(result, { kind: 'not_found' });
        const read = await store.readConversation('anon:a', first.conversation.id, { limit: 10 });
        assert.equal(read?.run, undefined);
        assert.equal(read?.messages.length, 2);
      }),
    );

    it(
      'answers a question again beside the first reply',
      withStore(async (store) => {
        const started = await start(store);
        const first = await answer(store, started);
        const again = await store.regenerate({
          visitor: 'anon:a',
          clientRunId: 'again-001',
          fingerprint: 'f',
          messageId: first.id,
          leaseUntil: later(),
        });
        assert.equal(again.kind, 'started');
        const second = await answer(store, again as StartedRun, 'Another answer.');
        assert.equal(second.parent_id, first.parent_id);
        const messages = await store.getBranch(
          ...([started.conversation.id, second.id, () => true] as const),
        );
        assert.deepEqual(
          messages.map(({ text }) => text),
          ['How do I start?', 'Another answer.'],
        );
      }),
    );

    it(
      'pages a branch from its end',
      withStore(async (store) => {
        const first = await start(store, { text: 'one' });
        await answer(store, first, 'two');
        const { id } = first.conversation;
        const third = await start(store, { conversationId: id, text: 'three' });
        await answer(store, third, 'four');
        const end = await store.readConversation('anon:a', id, { limit: 3 });
        assert.deepEqual(
          end?.messages.map(({ text }) => text),
          ['two', 'three', 'four'],
        );
        assert.equal(end?.hasMore, true);
        const before = await store.readConversation('anon:a', id, {
          limit: 3,
          before: end?.messages[0]?.id ?? '',
        });
        assert.deepEqual(
          before?.messages.map(({ text }) => text),
          ['one'],
        );
        assert.equal(before?.hasMore, false);
      }),
    );

    it(
      'lists pinned conversations first, then the latest, over any number of pages',
      withStore(async (store) => {
        const ids: string[] = [];
        for (let index = 0; index < 5; index += 1) {
          ids.push((await store.createConversation('anon:a', `number ${index}`)).id);
        }
        await store.updateConversation('anon:a', ids[2]!, { pinned: true });
        const seen: string[] = [];
        let cursor: string | null | undefined;
        do {
          const page = await store.listConversations({
            visitor: 'anon:a',
            limit: 2,
            ...(cursor && { cursor }),
          });
          seen.push(...page.conversations.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor);
        assert.equal(seen[0], ids[2]);
        assert.deepEqual([...seen].sort(), [...ids].sort());
      }),
    );

    it(
      'refuses a cursor that it did not give',
      withStore(async (store) => {
        await store.createConversation('anon:a', 'only one');
        for (const cursor of ['', 'x', Buffer.from('[0,1]').toString('base64url')]) {
          const asked = store.listConversations({ visitor: 'anon:a', limit: 2, cursor });
          await assert.rejects(asked, { code: 'invalid_request', message: /^cursor: / });
        }
      }),
    );

    it(
      'finds by title and text, whatever the case and width of the letters',
      withStore(async (store) => {
        const started = await start(store, { title: 'ＡＢＣ guide', text: 'about Straße' });
        await start(store, { title: 'other', text: 'nothing' });
        for (const query of ['abc', 'STRAßE', 'GUIDE']) {
          const { conversations } = await store.listConversations({
            visitor: 'anon:a',
            limit: 10,
            query,
          });
          assert.deepEqual(
            conversations.map(({ id }) => id),
            [started.conversation.id],
          );
        }
      }),
    );

    it(
      'searches through very much without holding anybody up, and stops when nobody waits for it',
      withStore(async (store) => {
        await start(store, { title: 'the needle', text: 'first' });
        for (let more = 0; more < 50; more += 1) await start(store, { text: 'é'.repeat(8000) });
        let turns = 0;
        let isOver = false;
        const count = () => {
          turns += 1;
          if (!isOver) setImmediate(count);
        };
        count();
        const asked = { visitor: 'anon:a', limit: 10, query: 'needle' };
        const { conversations } = await store.listConversations(asked);
        isOver = true;
        assert.deepEqual(
          conversations.map(({ title }) => title),
          ['the needle'],
        );
        assert.ok(turns > 3, `${turns} turns of the event loop`);
        const signal = AbortSignal.abort('gone');
        const late = await store.listConversations({ ...asked, signal });
        assert.deepEqual(late.conversations, []);
      }),
    );

    it(
      'keeps the text of a checkpoint when the owner never comes back',
      withStore(async (store) => {
        const { run, reply } = await start(store, { leaseUntil: later() });
        await store.checkpointRun(run, { text: 'half an ans', leaseUntil: Date.now() - 1 });
        const ended = await store.endAbandonedRuns(Date.now());
        assert.deepEqual(
          ended.map(({ id }) => id),
          [run.id],
        );
        const kept = await store.getMessage('anon:a', reply.id);
        assert.equal(kept?.message.text, 'half an ans');
        assert.equal(kept?.message.status, 'incomplete');
        assert.equal(kept?.message.reason, 'interrupted');
      }),
    );

    it(
      'refuses the writes of an owner whose run was ended',
      withStore(async (store) => {
        const { run, reply } = await start(store, { leaseUntil: Date.now() - 1 });
        await store.endAbandonedRuns(Date.now());
        assert.equal(await store.checkpointRun(run, { text: 'x', leaseUntil: later() }), false);
        const settled = await store.finishRun(run, {
          status: 'complete',
          text: 'too late',
          lastEventId: 9,
        });
        assert.equal(settled, undefined);
        assert.equal((await store.getMessage('anon:a', reply.id))?.message.text, '');
      }),
    );

    it(
      'leaves a run alone whose lease holds',
      withStore(async (store) => {
        const { run } = await start(store, { leaseUntil: later() });
        assert.deepEqual(await store.endAbandonedRuns(Date.now()), []);
        assert.equal((await store.getRun('anon:a', run.id))?.active, true);
      }),
    );

    it(
      'takes the latest feedback on a reply, and none on a question',
      withStore(async (store) => {
        const started = await start(store);
        const reply = await answer(store, started);
        await store.setFeedback('anon:a', reply.id, { rating: 1 });
        const rated = await store.setFeedback('anon:a', reply.id, {
          rating: -1,
          tags: ['incorrect'],
        });
        assert.deepEqual(rated?.message.feedback, { rating: -1, tags: ['incorrect'] });
        assert.equal(rated?.generationId, `gen-${started.run.id}`);
        const question = await store.setFeedback('anon:a', started.message.id, { rating: 1 });
        assert.equal(question?.message.feedback, undefined);
      }),
    );

    it(
      'hides a deleted conversation, restores it in time, and then erases it',
      withStore(async (store) => {
        const started = await start(store);
        const reply = await answer(store, started);
        const { id } = started.conversation;
        await store.setUpstreamId(id, 'up-1');
        assert.equal(await store.deleteConversation('anon:a', id), true);
        assert.equal(await store.getConversation('anon:a', id), undefined);
        assert.equal(await store.getMessage('anon:a', reply.id), undefined);
        assert.equal(await store.getRun('anon:a', started.run.id), undefined);
        assert.ok(await store.restoreConversation('anon:a', id, Date.now() - 1000));
        assert.ok(await store.getMessage('anon:a', reply.id));

        await store.deleteConversation('anon:a', id);
        const tombstones = await store.scrubDeleted(Date.now() + 1);
        assert.deepEqual(tombstones, [{ conversationId: id, upstreamId: 'up-1' }]);
        assert.equal(await store.restoreConversation('anon:a', id, 0), undefined);
        assert.deepEqual(await store.scrubDeleted(Date.now() + 1), []);
        assert.equal(await store.restoreConversation('anon:a', id, 0), undefined);
      }),
    );
  });
}
