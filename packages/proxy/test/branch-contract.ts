import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import type { AcceptMessageInput, StartedRun, Store } from '../src/store/store.ts';
import { storeOf } from './with-store.ts';

const visitor = 'anon:a';
const leaseUntil = Date.now() + 60_000;
let count = 0;

async function ask(store: Store, more: Partial<AcceptMessageInput> = {}): Promise<StartedRun> {
  count += 1;
  const clientMessageId = `branch-${count}`;
  const text = `Question ${count}`;
  const input = { visitor, clientMessageId, fingerprint: 'f', text, title: text, leaseUntil };
  const result = await store.acceptMessage({ ...input, ...more });
  assert.equal(result.kind, 'started');
  return result as { kind: 'started' } & StartedRun;
}

async function turn(store: Store, more: Partial<AcceptMessageInput> = {}): Promise<StartedRun> {
  const started = await ask(store, more);
  await store.finishRun(started.run, { status: 'complete', text: 'Yes.', lastEventId: 2 });
  return started;
}

/** What every store has to do about branches, and about what stands beside a text. */
export function describeBranches(name: string, open: () => Promise<Store>): void {
  const withStore = storeOf(open);

  describe(name, () => {
    it(
      'names the siblings of a message, oldest first, also of those without a parent',
      withStore(async (store) => {
        const first = await turn(store);
        const conversationId = first.conversation.id;
        assert.equal(first.message.sibling_ids, undefined);
        const anew = await turn(store, { conversationId, parentId: null });
        const ids = [first.message.id, anew.message.id];
        assert.deepEqual(anew.message.sibling_ids, ids);
        const kept = await store.getMessage(visitor, first.message.id);
        assert.deepEqual(kept?.message.sibling_ids, ids);
        const { messages = [] } =
          (await store.readConversation(visitor, conversationId, { limit: 9 })) ?? {};
        assert.deepEqual(
          messages.map(({ sibling_ids }) => sibling_ids),
          [ids, undefined],
        );
        const other = await turn(store);
        assert.equal(other.message.sibling_ids, undefined);
      }),
    );

    it(
      'shows the branch through a message to the newest one below it',
      withStore(async (store) => {
        const first = await turn(store);
        const conversationId = first.conversation.id;
        const old = await turn(store, { conversationId });
        const edited = await turn(store, { conversationId, parentId: first.reply.id });
        await turn(store, { conversationId, parentId: null });
        const leafOf = async (activeMessageId: string) => {
          const change = { activeMessageId };
          return (await store.updateConversation(visitor, conversationId, change))
            ?.active_message_id;
        };
        assert.equal(await leafOf(first.message.id), edited.reply.id);
        assert.equal(await leafOf(old.message.id), old.reply.id);
        assert.equal(await leafOf(old.reply.id), old.reply.id);
      }),
    );

    it(
      'keeps the order in which messages were written when the clock is set back',
      withStore(async (store) => {
        const first = await turn(store);
        const conversationId = first.conversation.id;
        mock.timers.enable({ apis: ['Date'], now: Date.now() - 3_600_000 });
        try {
          const second = await turn(store, { conversationId });
          const edited = await turn(store, { conversationId, parentId: null });
          const change = { activeMessageId: first.message.id };
          const shown = await store.updateConversation(visitor, conversationId, change);
          assert.equal(shown?.active_message_id, second.reply.id);
          assert.deepEqual(edited.message.sibling_ids, [first.message.id, edited.message.id]);
          const exported = await store.exportConversation(visitor, conversationId);
          assert.deepEqual(
            exported?.messageIds,
            [first, second, edited].flatMap(({ message, reply }) => [message.id, reply.id]),
          );
        } finally {
          mock.timers.reset();
        }
      }),
    );

    it(
      'reads a branch to the first message that nothing before is wanted of',
      withStore(async (store) => {
        const first = await turn(store);
        const conversationId = first.conversation.id;
        const second = await turn(store, { conversationId });
        const told: string[] = [];
        const reach = ({ id }: { id: string }) => told.push(id) < 2;
        const ids = [first.reply.id, second.message.id];
        const branch = await store.getBranch(conversationId, second.message.id, reach);
        assert.deepEqual([branch.map(({ id }) => id), told], [ids, ids.toReversed()]);
        const at = { clientMessageId: 'branch-reach', conversationId };
        const found = await store.findBranch(visitor, at, () => false);
        assert.deepEqual(
          found?.map(({ id }) => id),
          [second.reply.id],
        );
      }),
    );

    it(
      'pages above a message though another branch is shown by then, and above none that is not there',
      withStore(async (store) => {
        const first = await turn(store);
        const conversationId = first.conversation.id;
        const old = await turn(store, { conversationId });
        await turn(store, { conversationId, parentId: null });
        const above = async (before: string) => {
          const page = await store.readConversation(visitor, conversationId, { limit: 1, before });
          return [page?.messages.map(({ id }) => id), page?.hasMore];
        };
        assert.deepEqual(await above(old.message.id), [[first.reply.id], true]);
        assert.deepEqual(await above((await turn(store)).reply.id), [[], false]);
      }),
    );

    it(
      'counts a reply that goes on as one version, unless something was asked below it',
      withStore(async (store) => {
        const broken = async (clientRunId: string, messageId: string) => {
          const mode = 'continue' as const;
          const input = { visitor, clientRunId, fingerprint: 'f', messageId, mode, leaseUntil };
          const { run } = (await store.regenerate(input)) as { kind: 'started' } & StartedRun;
          const outcome = { status: 'incomplete', reason: 'stopped', lastEventId: 2 } as const;
          return (await store.finishRun(run, { ...outcome, text: 'Yes, and' }))!;
        };
        const { conversation, run, reply } = await ask(store);
        const status = 'incomplete' as const;
        await store.finishRun(run, { status, reason: 'stopped', text: 'Yes', lastEventId: 2 });
        const second = await broken('branch-goes-on', reply.id);
        assert.equal(second.sibling_ids, undefined);
        const third = await broken('branch-goes-on-again', second.id);
        assert.equal(third.sibling_ids, undefined);
        // Who looks at the beginning still finds the way on.
        const beginning = (await store.getMessage(visitor, reply.id))!.message;
        assert.deepEqual(beginning.sibling_ids, [reply.id, third.id]);
        await turn(store, { conversationId: conversation.id, parentId: reply.id });
        const later = (await store.getMessage(visitor, third.id))!.message;
        assert.deepEqual(later.sibling_ids, [reply.id, third.id]);
      }),
    );

    it(
      'takes only a reply for the parent of a question',
      withStore(async (store) => {
        const { conversation, message } = await turn(store);
        const result = await store.acceptMessage({
          ...{ visitor, clientMessageId: 'branch-bad', fingerprint: 'f', text: 'x', title: 'x' },
          ...{ leaseUntil, conversationId: conversation.id, parentId: message.id },
        });
        assert.deepEqual(result, { kind: 'not_a_reply' });
      }),
    );

    it(
      'keeps the context of a question, and what was thought when the owner of its run is gone',
      withStore(async (store) => {
        const context = { page: '/pricing', seats: 2, trial: true };
        const { message, reply, run } = await ask(store, { context });
        assert.deepEqual(message.context, context);
        await store.checkpointRun(run, {
          text: 'It',
          reasoning: 'Hm.',
          reasoningMs: 900,
          leaseUntil,
        });
        await store.checkpointRun(run, { text: 'It is', leaseUntil: 0 });
        await store.endAbandonedRuns(Date.now());
        const kept = (await store.getMessage(visitor, reply.id))?.message;
        assert.deepEqual(
          [kept?.text, kept?.reasoning, kept?.reasoning_ms, kept?.reason],
          ['It is', 'Hm.', 900, 'interrupted'],
        );
        const branch = await store.getBranch(message.conversation_id, reply.id, () => true);
        assert.deepEqual(branch[0]?.context, context);
        const { conversations } = await store.listConversations({ visitor, limit: 9, query: 'hm' });
        assert.deepEqual(conversations, []);
      }),
    );

    it(
      'lists every conversation once, whatever is begun, or said in those that were listed, between two pages',
      withStore(async (store) => {
        const ids: string[] = [];
        for (let index = 0; index < 9; index += 1) ids.push((await turn(store)).conversation.id);
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.listConversations({
            visitor,
            limit: 2,
            ...(cursor && { cursor }),
          });
          seen.push(...page.conversations.map(({ id }) => id));
          cursor = page.nextCursor ?? undefined;
          await turn(store);
          await turn(store, { conversationId: seen.at(-1)! });
        } while (cursor);
        assert.deepEqual([...seen].sort(), [...ids].sort());
      }),
    );
  });
}
