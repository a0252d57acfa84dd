import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Delivery } from '../src/store/outbox.ts';
import type { StartedRun, Store } from '../src/store/store.ts';
import { storeOf } from './with-store.ts';

const later = () => Date.now() + 60_000;
const visitor = 'anon:a';

function message(clientMessageId: string) {
  const text = 'Something personal';
  return { visitor, clientMessageId, fingerprint: 'f', text, title: text, leaseUntil: later() };
}

async function ask(store: Store, clientMessageId = 'asked-once'): Promise<StartedRun> {
  const result = await store.acceptMessage(message(clientMessageId));
  assert.equal(result.kind, 'started');
  return result as StartedRun;
}

function claim(store: Store, now = Date.now()): Promise<Delivery | undefined> {
  const subjects = ['conversation', 'feedback'] as const;
  return store.claimDelivery({ owner: 'me', subjects, now, leaseUntil: now + 1000 });
}

/** The gateway has the conversation and its first message. */
async function deliver(store: Store): Promise<void> {
  const delivery = await claim(store);
  assert.ok(delivery);
  await store.noteCreated(delivery, 'up-1');
  await store.endDelivery(delivery, { kind: 'done', delivered: 1 });
}

async function erase(store: Store, id: string): Promise<void> {
  assert.ok(await store.deleteConversation(visitor, id));
  await store.scrubDeleted(Date.now());
}

/** What every store owes to somebody who deletes. `open` gives an empty one; the suite closes it. */
export function describeErasure(name: string, open: () => Promise<Store>): void {
  const withStore = storeOf(open);

  describe(name, () => {
    it(
      'tells the gateway nothing of a deleted conversation while it can be restored, and all of it afterwards',
      withStore(async (store) => {
        const { conversation } = await ask(store);
        await store.deleteConversation(visitor, conversation.id);
        assert.equal(await claim(store), undefined);
        assert.equal((await store.listOutbox(1))[0]?.state, 'held');
        await store.restoreConversation(visitor, conversation.id, 0);
        assert.equal((await claim(store))?.message?.message.text, 'Something personal');
      }),
    );

    it(
      'cancels what waits of an erased conversation and deletes the gateway’s copy, then the last trace',
      withStore(async (store) => {
        const started = await ask(store);
        const { id } = started.conversation;
        await deliver(store);
        await store.finishRun(started.run, {
          status: 'complete',
          text: 'x',
          generationId: 'gen-1',
          lastEventId: 2,
        });
        await store.setFeedback(visitor, started.reply.id, { rating: 1 });
        await erase(store, id);
        const entries = await store.listOutbox(10);
        assert.deepEqual(
          entries.map(({ kind }) => kind),
          ['delete'],
        );
        const removal = await claim(store);
        assert.deepEqual([removal?.kind, removal?.upstreamId], ['delete', 'up-1']);
        assert.equal(removal?.title, null);
        await store.endDelivery(removal!, { kind: 'done' });
        assert.equal(await store.getUpstreamId(id), undefined);
        assert.equal((await store.outboxStatus()).depth, 0);
      }),
    );

    it(
      'leaves nothing at once of what the gateway never had',
      withStore(async (store) => {
        const { conversation } = await ask(store);
        await erase(store, conversation.id);
        assert.equal((await store.outboxStatus()).depth, 0);
        assert.equal(await store.restoreConversation(visitor, conversation.id, 0), undefined);
      }),
    );

    it(
      'does not let an entry that is refused stand before a delete',
      withStore(async (store) => {
        const started = await ask(store);
        await deliver(store);
        await store.finishRun(started.run, { status: 'complete', text: 'x', lastEventId: 2 });
        const poison = await claim(store);
        await store.endDelivery(poison!, { kind: 'paused', error: 'refused' });
        await erase(store, started.conversation.id);
        assert.equal((await claim(store))?.kind, 'delete');
      }),
    );

    it(
      'remembers a create in doubt, so that its conversation is found and deleted, too',
      withStore(async (store) => {
        const { conversation } = await ask(store);
        const now = Date.now();
        const creating = await claim(store, now);
        await store.beginAttempt(creating!, { doubt: 'create', settledAt: now + 5000 });
        await erase(store, conversation.id);
        assert.equal(await claim(store, now + 4000), undefined);
        assert.equal(await store.beginAttempt(creating!, { doubt: 'send', settledAt: 1 }), false);
        const removal = await claim(store, now + 5001);
        assert.deepEqual([removal?.kind, removal?.doubt], ['delete', 'create']);
      }),
    );

    it(
      'takes the gateway’s name of a conversation that was erased while it was being made',
      withStore(async (store) => {
        const { conversation } = await ask(store);
        const creating = await claim(store);
        await store.beginAttempt(creating!, { doubt: 'create', settledAt: later() });
        await erase(store, conversation.id);
        await store.noteCreated(creating!, 'up-late');
        const at = Date.now();
        await store.endDelivery(creating!, { kind: 'later', at, doubt: undefined });
        const removal = await claim(store, Date.now() + 1);
        assert.deepEqual([removal?.kind, removal?.upstreamId], ['delete', 'up-late']);
      }),
    );

    it(
      'lets no late repetition of a message bring an erased one back',
      withStore(async (store) => {
        const { conversation } = await ask(store, 'sent-twice');
        await erase(store, conversation.id);
        assert.deepEqual(await store.acceptMessage(message('sent-twice')), { kind: 'not_found' });
        const { conversations } = await store.listConversations({ visitor, limit: 10 });
        assert.deepEqual(conversations, []);
      }),
    );

    it(
      'refuses the end of a reply whose conversation is erased',
      withStore(async (store) => {
        const { run, conversation } = await ask(store);
        await erase(store, conversation.id);
        const checkpoint = { text: 'back', leaseUntil: later() };
        assert.equal(await store.checkpointRun(run, checkpoint), false);
        const end = { status: 'complete' as const, text: 'back', lastEventId: 2 };
        assert.equal(await store.finishRun(run, end), undefined);
        assert.equal((await store.outboxStatus()).depth, 0);
      }),
    );

    it(
      'deletes what has rested too long, in portions, and not what is being answered',
      withStore(async (store) => {
        const resting = await ask(store, 'resting-1');
        await store.finishRun(resting.run, { status: 'complete', text: 'x', lastEventId: 2 });
        await store.createConversation(visitor, 'empty');
        const running = await ask(store, 'running-1');
        assert.equal(await store.deleteInactive(Date.now() - 60_000, 10), 0);
        assert.equal(await store.deleteInactive(Date.now() + 1, 1), 1);
        assert.equal(await store.deleteInactive(Date.now() + 1, 10), 1);
        const { conversations } = await store.listConversations({ visitor, limit: 10 });
        assert.deepEqual(
          conversations.map(({ id }) => id),
          [running.conversation.id],
        );
      }),
    );
  });
}
