import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ExportedMessage } from '@nexevo/protocol';
import type { StartedRun, Store } from '../src/store/store.ts';
import { storeOf } from './with-store.ts';

const later = () => Date.now() + 60_000;

async function ask(store: Store, visitor: string, clientMessageId: string, text = 'Hello') {
  const result = await store.acceptMessage({
    visitor,
    clientMessageId,
    fingerprint: 'f',
    text,
    title: text,
    leaseUntil: later(),
  });
  assert.equal(result.kind, 'started');
  return result as { kind: 'started' } & StartedRun;
}

const outcome = { status: 'complete', text: 'Hi.', generationId: 'gen-1', lastEventId: 2 } as const;

/** What every store has to do for visitors as a whole. */
export function describeVisitorStore(name: string, open: () => Promise<Store>): void {
  const withStore = storeOf(open);

  describe(name, () => {
    it(
      'gives everything of a visitor to another, once',
      withStore(async (store) => {
        const { conversation, run } = await ask(store, 'anon:a', 'client-01');
        const adopt = (to: string) =>
          store.adoptVisitor({ from: 'anon:a', to, expiresAt: later() });
        assert.deepEqual(await Promise.all([adopt('id:b'), adopt('id:c')]), [true, false]);
        assert.equal((await store.getConversation('id:b', conversation.id))?.id, conversation.id);
        assert.equal(await store.getConversation('anon:a', conversation.id), undefined);
        assert.equal(await store.getConversation('id:c', conversation.id), undefined);
        assert.equal((await store.getRun('id:b', 'client-01'))?.id, run.id);
        const delivery = await store.claimDelivery({
          owner: 'me',
          subjects: ['conversation'],
          now: Date.now(),
          leaseUntil: later(),
        });
        assert.equal(delivery?.visitor, 'id:b', 'the gateway is told the old name');
        assert.equal(await adopt('id:c'), false);
      }),
    );

    it(
      'lets a run go on while its visitor changes the name',
      withStore(async (store) => {
        const { run } = await ask(store, 'anon:a', 'client-01');
        await store.adoptVisitor({ from: 'anon:a', to: 'id:b', expiresAt: later() });
        assert.equal(await store.checkpointRun(run, { text: 'H', leaseUntil: later() }), true);
        assert.equal((await store.finishRun(run, outcome))?.text, 'Hi.');
        assert.equal((await store.getMessage('id:b', run.messageId))?.message.text, 'Hi.');
      }),
    );

    it(
      'adopts a run whose client id the other visitor has used too',
      withStore(async (store) => {
        const mine = await ask(store, 'id:b', 'client-01');
        const theirs = await ask(store, 'anon:a', 'client-01');
        await store.adoptVisitor({ from: 'anon:a', to: 'id:b', expiresAt: later() });
        assert.equal((await store.getRun('id:b', 'client-01'))?.id, mine.run.id);
        assert.equal((await store.getRun('id:b', theirs.run.id))?.active, true);
      }),
    );

    it(
      'writes nothing more under a name that is over',
      withStore(async (store) => {
        await store.adoptVisitor({ from: 'anon:a', to: 'id:b', expiresAt: later() });
        await store.deleteVisitor({ visitor: 'anon:d', expiresAt: later() });
        for (const visitor of ['anon:a', 'anon:d']) {
          const code = 'session_revoked';
          await assert.rejects(store.createConversation(visitor, null), { code });
          await assert.rejects(ask(store, visitor, 'client-02'), { code });
          assert.deepEqual(await store.listOwnedIds(visitor), []);
        }
      }),
    );

    it(
      'knows which sessions are over, and forgets it when their tokens have run out',
      withStore(async (store) => {
        const now = Date.now();
        await store.deleteVisitor({ visitor: 'id:b', issuedUntil: now, expiresAt: later() });
        assert.equal(await store.isRevoked('id:b', now), true);
        assert.equal(await store.isRevoked('id:b', now + 1), false);
        assert.equal(await store.isRevoked('id:c', now), false);
        assert.ok(await store.createConversation('id:b', 'back again'));
        await store.deleteVisitor({ visitor: 'anon:a', expiresAt: later() });
        assert.equal(await store.isRevoked('anon:a', later()), true);
        await store.deleteVisitor({ visitor: 'anon:e', expiresAt: now - 1 });
        assert.equal(await store.isRevoked('anon:e', 0), false);
      }),
    );

    it(
      'exports every branch with all that is kept beside the texts, and deleted conversations too',
      withStore(async (store) => {
        const { conversation, run, reply } = await ask(store, 'anon:a', 'client-01', 'Where?');
        const usage = { input_tokens: 3, output_tokens: 5 };
        await store.finishRun(run, { ...outcome, finishReason: 'stop', usage });
        await store.setFeedback('anon:a', reply.id, { rating: -1, comment: 'wrong' });
        await store.regenerate({
          visitor: 'anon:a',
          clientRunId: 'client-02',
          fingerprint: 'f',
          messageId: reply.id,
          leaseUntil: later(),
        });
        await store.setUpstreamId(conversation.id, 'up-1');
        const other = await store.createConversation('anon:a', 'later deleted');
        await store.deleteConversation('anon:a', other.id);
        await store.createConversation('anon:b', 'not mine');
        const ids = await store.listOwnedIds('anon:a');
        assert.deepEqual(ids, [conversation.id, other.id]);
        const exported = await store.exportConversation('anon:a', conversation.id);
        assert.equal(exported?.conversation.upstream_id, 'up-1');
        const messages: ExportedMessage[] = [];
        for (const id of exported?.messageIds ?? []) {
          messages.push((await store.exportMessage('anon:a', id))!);
          assert.equal(await store.exportMessage('anon:b', id), undefined);
        }
        assert.deepEqual(
          messages.map(({ role, text, status }) => [role, text, status]),
          [
            ['user', 'Where?', 'complete'],
            ['assistant', 'Hi.', 'complete'],
            ['assistant', '', 'running'],
          ],
        );
        const { generation_id, feedback, ...first } = messages[1]!;
        assert.equal(generation_id, 'gen-1');
        assert.deepEqual(feedback, { rating: -1, comment: 'wrong' });
        assert.deepEqual(first.usage, usage);
        // With every version on every version, an export would be too large to be made.
        assert.ok(!('sibling_ids' in first));
        const deleted = await store.exportConversation('anon:a', other.id);
        assert.ok(deleted?.conversation.deleted_at);
        assert.equal(await store.exportConversation('anon:b', conversation.id), undefined);
      }),
    );

    it(
      'erases a visitor: texts at once, runs with them, nothing to restore, a tombstone for the gateway',
      withStore(async (store) => {
        const { conversation, run } = await ask(store, 'anon:a', 'client-01', 'Secret');
        await store.setUpstreamId(conversation.id, 'up-1');
        const other = await store.createConversation('anon:b', 'stays');
        const gone = await store.deleteVisitor({ visitor: 'anon:a', expiresAt: later() });
        assert.deepEqual(gone, [conversation.id]);
        assert.equal(await store.checkpointRun(run, { text: '', leaseUntil: later() }), false);
        assert.equal(await store.finishRun(run, outcome), undefined);
        assert.equal(await store.restoreConversation('anon:a', conversation.id, 0), undefined);
        assert.equal(await store.getMessage('anon:a', run.messageId), undefined);
        const rest = await store.exportConversation('anon:a', conversation.id);
        assert.deepEqual([rest?.conversation.title, rest?.messageIds], [null, []]);
        assert.deepEqual(await store.scrubDeleted(1), [
          { conversationId: conversation.id, upstreamId: 'up-1' },
        ]);
        assert.ok(await store.getConversation('anon:b', other.id));
      }),
    );
  });
}
