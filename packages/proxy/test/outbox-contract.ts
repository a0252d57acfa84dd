import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Delivery, LaneSubject } from '../src/store/outbox.ts';
import type { StartedRun, Store } from '../src/store/store.ts';
import { storeOf } from './with-store.ts';

const later = () => Date.now() + 60_000;
const visitor = 'anon:a';
let count = 0;

async function ask(store: Store, conversationId?: string): Promise<StartedRun> {
  count += 1;
  const result = await store.acceptMessage({
    visitor,
    clientMessageId: `asked-${count}`,
    fingerprint: 'f',
    text: `Question ${count}`,
    title: `Question ${count}`,
    leaseUntil: later(),
    ...(conversationId && { conversationId }),
  });
  assert.equal(result.kind, 'started');
  return result as StartedRun;
}

function answer(store: Store, { run }: StartedRun, text = 'An answer.', generationId?: string) {
  const outcome = { status: 'complete', text, lastEventId: 3 } as const;
  return store.finishRun(run, { ...outcome, ...(generationId && { generationId }) });
}

function claim(
  store: Store,
  { owner = 'me', now = Date.now(), subjects = ['conversation', 'feedback'] as LaneSubject[] } = {},
): Promise<Delivery | undefined> {
  return store.claimDelivery({ owner, subjects, now, leaseUntil: now + 1000 });
}

async function take(store: Store, input: Parameters<typeof claim>[1] = {}): Promise<Delivery> {
  const delivery = await claim(store, input);
  assert.ok(delivery, 'nothing is due');
  return delivery;
}

const done = (delivered?: number) => ({ kind: 'done' as const, delivered });

/** What every store's outbox has to do. `open` gives an empty one; the suite closes it. */
export function describeOutbox(name: string, open: () => Promise<Store>): void {
  const withStore = storeOf(open);

  describe(name, () => {
    it(
      'has an entry for each accepted message and finished reply, in their order',
      withStore(async (store) => {
        const started = await ask(store);
        await answer(store, started);
        const first = await take(store);
        assert.deepEqual([first.kind, first.message?.message.role], ['append', 'user']);
        assert.equal(await claim(store, { owner: 'another' }), undefined);
        await store.endDelivery(first, done(1));
        const second = await take(store);
        assert.equal(second.message?.message.text, 'An answer.');
        assert.equal(second.delivered, 1);
        await store.endDelivery(second, done(2));
        assert.equal(await claim(store), undefined);
        assert.equal((await store.outboxStatus()).depth, 0);
      }),
    );

    it(
      'has nothing of a message that came twice, a refused one, or a reply without a word',
      withStore(async (store) => {
        const started = await ask(store);
        const again = { visitor, clientMessageId: `asked-${count}`, fingerprint: 'f' };
        const same = { ...again, text: 'x', title: 'x', leaseUntil: later() };
        assert.equal((await store.acceptMessage(same)).kind, 'attached');
        const busy = {
          ...same,
          clientMessageId: 'other-id',
          conversationId: started.conversation.id,
        };
        assert.equal((await store.acceptMessage(busy)).kind, 'busy');
        await answer(store, started, '');
        assert.equal((await store.outboxStatus()).depth, 1);
      }),
    );

    it(
      'has the text that an abandoned run left behind',
      withStore(async (store) => {
        const { run } = await ask(store);
        await store.checkpointRun(run, { text: 'Half of', leaseUntil: Date.now() - 1 });
        await store.endAbandonedRuns(Date.now());
        await store.endDelivery(await take(store), done());
        assert.equal((await take(store)).message?.message.text, 'Half of');
      }),
    );

    it(
      'lets nobody act on a request in doubt before it is settled, whoever dies',
      withStore(async (store) => {
        await ask(store);
        const now = Date.now();
        const dying = await take(store, { owner: 'dying', now });
        assert.ok(await store.beginAttempt(dying, { doubt: 'create', settledAt: now + 5000 }));
        assert.equal(await claim(store, { now: now + 4000 }), undefined);
        const next = await take(store, { owner: 'next', now: now + 5001 });
        assert.equal(next.doubt, 'create');
        assert.equal(
          await store.renewClaim(dying, { leaseUntil: later(), settledAt: later() }),
          false,
        );
        assert.equal(await store.beginAttempt(dying, { doubt: 'send', settledAt: later() }), false);
        await store.endDelivery(dying, done());
        await store.noteCreated(dying, 'up-of-the-dead');
        assert.equal(await store.getUpstreamId(next.conversationId), undefined);
        await store.noteCreated(next, 'up-1');
        assert.equal(await store.getUpstreamId(next.conversationId), 'up-1');
        assert.equal((await store.outboxStatus()).depth, 1);
      }),
    );

    it(
      'keeps a claim for as long as it is renewed',
      withStore(async (store) => {
        await ask(store);
        const now = Date.now();
        const mine = await take(store, { now });
        const leaseUntil = now + 10_000;
        assert.ok(await store.renewClaim(mine, { leaseUntil, settledAt: leaseUntil }));
        assert.equal(await claim(store, { owner: 'other', now: now + 9000 }), undefined);
        assert.ok(await claim(store, { owner: 'other', now: now + 10_001 }));
      }),
    );

    it(
      'counts failures until one succeeds, and what may have been sent twice for good',
      withStore(async (store) => {
        await ask(store);
        const now = Date.now();
        const first = await take(store);
        const at = now + 2000;
        await store.endDelivery(first, { kind: 'later', at, doubt: undefined, error: 'away' });
        const [entry] = await store.listOutbox(10);
        assert.deepEqual([entry?.state, entry?.attempts, entry?.error], ['waiting', 1, 'away']);
        assert.equal(await claim(store, { now: now + 1000 }), undefined);
        const second = await take(store, { now: now + 2001 });
        assert.equal(second.attempts, 1);
        const settledAt = later();
        await store.beginAttempt(second, { doubt: 'send', settledAt, isMaybeDoubled: true });
        await store.endDelivery(second, done());
        assert.equal((await store.outboxStatus()).maybeDoubled, 1);
      }),
    );

    it(
      'pauses a lane until the operator tries again or drops the entry, and no other lane',
      withStore(async (store) => {
        const started = await ask(store);
        await answer(store, started);
        const poison = await take(store);
        await store.endDelivery(poison, { kind: 'paused', error: 'refused' });
        assert.equal(await claim(store), undefined);
        assert.equal((await store.outboxStatus()).paused, 1);
        assert.deepEqual(
          (await store.listOutbox(10)).map(({ state }) => state),
          ['paused', 'behind'],
        );
        await ask(store);
        assert.notEqual((await take(store)).conversationId, started.conversation.id);

        assert.equal(await store.retryOutbox([poison.entryId, 4711]), 1);
        const again = await take(store);
        assert.equal(again.entryId, poison.entryId);
        await store.endDelivery(again, { kind: 'paused', error: 'refused' });
        assert.equal(await store.dropOutbox([poison.entryId]), 1);
        assert.equal((await take(store)).message?.message.role, 'assistant');
      }),
    );

    it(
      'takes the latest opinion once, also one that comes while another is sent',
      withStore(async (store) => {
        const started = await ask(store);
        await answer(store, started, 'Text', 'gen-1');
        const subjects: LaneSubject[] = ['feedback'];
        await store.setFeedback(visitor, started.reply.id, { rating: 1 });
        await store.setFeedback(visitor, started.reply.id, { rating: -1 });
        const first = await take(store, { subjects });
        assert.equal(first.message?.message.feedback?.rating, -1);
        assert.equal(first.message?.generationId, 'gen-1');
        await store.setFeedback(visitor, started.reply.id, { rating: 1 });
        await store.endDelivery(first, done());
        const second = await take(store, { subjects });
        assert.equal(second.message?.message.feedback?.rating, 1);
        await store.endDelivery(second, done());
        assert.equal(await claim(store, { subjects }), undefined);
      }),
    );

    it(
      'lets an opinion on a running reply wait for its generation id',
      withStore(async (store) => {
        const started = await ask(store);
        const subjects: LaneSubject[] = ['feedback'];
        const rated = await store.setFeedback(visitor, started.reply.id, { rating: 1 });
        assert.deepEqual(rated?.message.feedback, { rating: 1 });
        assert.equal(await claim(store, { subjects }), undefined);
        await answer(store, started, 'Text', 'gen-2');
        assert.equal((await take(store, { subjects })).message?.generationId, 'gen-2');

        const failed = await ask(store);
        await store.setFeedback(visitor, failed.reply.id, { rating: 1 });
        await answer(store, failed, '');
        const kept = await store.getMessage(visitor, failed.reply.id);
        assert.equal(kept?.message.feedback, undefined);
      }),
    );

    it(
      'renames only what the gateway may have, and only once',
      withStore(async (store) => {
        const { conversation } = await ask(store);
        const { id } = conversation;
        await store.updateConversation(visitor, id, { title: 'Before' });
        const first = await take(store);
        assert.equal(first.title, 'Before');
        await store.noteCreated(first, 'up-1');
        await store.endDelivery(first, done(1));
        await store.updateConversation(visitor, id, { title: 'Then' });
        await store.updateConversation(visitor, id, { title: 'Now' });
        const rename = await take(store);
        assert.deepEqual([rename.kind, rename.title, rename.upstreamId], ['title', 'Now', 'up-1']);
        await store.endDelivery(rename, done(1));
        assert.equal(await claim(store), undefined);
      }),
    );

    it(
      'says once that conversations are refused, and once that they are taken again',
      withStore(async (store) => {
        assert.equal(await store.noteConversationsRefused(1000), true);
        assert.equal(await store.noteConversationsRefused(2000), false);
        assert.equal((await store.outboxStatus()).conversationsRefusedAt, 1000);
        assert.equal(await store.noteConversationsRefused(undefined), true);
        assert.equal(await store.noteConversationsRefused(undefined), false);
      }),
    );
  });
}
