import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OutboxFixture, timeoutMs } from './outbox-fixture.ts';
import type { RelayFault } from './relay.ts';

const append = /^\/conversations\/[^/]+\/messages$/;

describe('the outbox', { concurrency: 6 }, () => {
  it('tells each conversation in order, under our id and name', async (t) => {
    const fixture = await OutboxFixture.start(t);
    const { conversation } = await fixture.turn('one', 'two');
    await fixture.turn('three', 'four', conversation.id);
    await fixture.turn('other');
    await fixture.deliver();
    assert.deepEqual(await fixture.upstream(), [['other'], ['one', 'two', 'three', 'four']]);
    const { conversations } = await fixture.client.conversations.list();
    const [, first] = conversations;
    assert.equal(first?.title, 'one');
    assert.deepEqual(first?.metadata, {
      nexevo_chat: { conversation_id: conversation.id, visitor: 'anon:a' },
    });
  });

  const lost: RelayFault[] = ['lost', 'bad-gateway', 'stalled'];
  for (const fault of lost.flatMap((one) => [one, `after-${one}` as RelayFault])) {
    it(`neither loses nor doubles what meets "${fault}"`, async (t) => {
      const fixture = await OutboxFixture.start(t);
      const { conversation } = await fixture.turn('one', 'two');
      fixture.relay.spoil('POST /conversations', fault);
      await fixture.deliver();
      fixture.relay.fault = ({ path, body }) => {
        if (!append.test(path) || !body.includes('three')) return undefined;
        fixture.relay.fault = () => undefined;
        return fault;
      };
      await fixture.turn('three', 'four', conversation.id);
      await fixture.deliver();
      assert.deepEqual(await fixture.upstream(), [['one', 'two', 'three', 'four']]);
      assert.equal((await fixture.store.outboxStatus()).maybeDoubled, 0);
    });
  }

  it('looks only when nothing of a lost request can be under way any more', async (t) => {
    const fixture = await OutboxFixture.start(t);
    const { conversation } = await fixture.turn('one');
    await fixture.deliver();
    const times: Record<string, number> = {};
    fixture.relay.fault = ({ method, path }) => {
      times[`${method} ${append.test(path)}`] ??= Date.now();
      return append.test(path) && !times['GET false'] ? 'after-lost' : undefined;
    };
    await fixture.turn('two', undefined, conversation.id);
    await fixture.deliver();
    assert.ok(times['GET false']! - times['POST true']! >= timeoutMs, JSON.stringify(times));
    assert.deepEqual(await fixture.upstream(), [['one', 'two']]);
  });

  it('sends a text again that equals the one before it', async (t) => {
    const fixture = await OutboxFixture.start(t);
    const { conversation } = await fixture.turn('hello?');
    await fixture.deliver();
    fixture.relay.spoil('POST /conversations/', 'lost');
    await fixture.turn('hello?', undefined, conversation.id);
    await fixture.deliver();
    assert.deepEqual(await fixture.upstream(), [['hello?', 'hello?']]);
  });

  it('counts what it had to send again because the gateway could not be read', async (t) => {
    const fixture = await OutboxFixture.start(t);
    const { conversation } = await fixture.turn('one');
    await fixture.deliver();
    let isLost = false;
    fixture.relay.fault = ({ method, path }) => {
      if (method === 'GET') return 404;
      if (!append.test(path) || isLost) return undefined;
      isLost = true;
      return 'after-lost';
    };
    await fixture.turn('two', 'three', conversation.id);
    await fixture.deliver();
    assert.equal((await fixture.store.outboxStatus()).maybeDoubled, 1);
    assert.deepEqual(await fixture.upstream(), [['one', 'two', 'two', 'three']]);
  });

  it('finds what it has made among very many that came after it', async (t) => {
    const fixture = await OutboxFixture.start(t);
    fixture.relay.spoil('POST /conversations', 'after-lost');
    const { conversation } = await fixture.turn('one');
    await fixture.deliver(() => fixture.count('POST /conversations') === 1);
    await fixture.outbox.close(0);
    for (let index = 0; index < 150; index += 1) {
      await fixture.client.conversations.create({ metadata: { index } });
    }
    fixture.outbox = fixture.open();
    await fixture.deliver();
    const made = fixture.relay.seen.filter(({ body }) => body.includes(conversation.id));
    assert.equal(made.length, 1);
    assert.equal((await fixture.store.outboxStatus()).maybeDoubled, 0);
  });

  it('settles what a killed process left in doubt', async (t) => {
    const fixture = await OutboxFixture.start(t);
    const { conversation } = await fixture.turn('one', 'two');
    const now = Date.now();
    const claim = { owner: 'killed', subjects: ['conversation'] as const, now };
    const dying = await fixture.store.claimDelivery({ ...claim, leaseUntil: now + 200 });
    assert.ok(dying);
    await fixture.store.beginAttempt(dying, { doubt: 'create', settledAt: now + 400 });
    await fixture.client.conversations.create({
      metadata: { nexevo_chat: { conversation_id: conversation.id } },
    });
    await fixture.deliver();
    assert.ok(Date.now() - now >= 400);
    assert.deepEqual(await fixture.upstream(), [['one', 'two']]);
  });

  it('outlasts an outage and a restart with few requests, and nothing is lost or out of order', async (t) => {
    const fixture = await OutboxFixture.start(t);
    fixture.relay.fault = () => 'bad-gateway';
    const first = await fixture.turn('1', '2');
    for (let index = 0; index < 30; index += 1) await fixture.turn(`other ${index}`);
    await fixture.deliver(() => fixture.relay.seen.length >= 3);
    await fixture.outbox.close(0);
    assert.ok(fixture.relay.seen.length < 10, `${fixture.relay.seen.length} requests`);
    fixture.relay.fault = () => undefined;
    await fixture.turn('3', '4', first.conversation.id);
    fixture.outbox = fixture.open();
    await fixture.deliver();
    const kept = await fixture.upstream();
    assert.equal(kept.length, 31);
    assert.ok(kept.some((texts) => texts.join() === '1,2,3,4'));
  });

  it('waits as long as the gateway asks', async (t) => {
    const fixture = await OutboxFixture.start(t);
    fixture.local.faults.set('rate-limit', { path: '/conversations', resetSeconds: 2 });
    await fixture.turn('one');
    await fixture.deliver(() => fixture.logs.includes('rate_limit_exceeded'));
    const refused = Date.now();
    fixture.local.faults.set(null);
    await fixture.deliver();
    const waited = Date.now() - refused;
    assert.ok(waited >= 1500, `${waited} ms`);
    assert.deepEqual(await fixture.upstream(), [['one']]);
  });

  it('pauses a conversation at what is refused, says so, and goes on with the others', async (t) => {
    const fixture = await OutboxFixture.start(t);
    fixture.relay.fault = ({ body }) => (body.includes('poison') ? 422 : undefined);
    const { conversation } = await fixture.turn('poison', 'behind it');
    await fixture.turn('one');
    const { store } = fixture;
    await fixture.deliver(async () => (await store.outboxStatus()).depth === 2);
    const [entry] = await store.listOutbox(10);
    assert.equal(entry?.state, 'paused');
    assert.match(entry?.error ?? '', /spoiled_422/);
    assert.match(fixture.logs, /refused and waits/);
    await fixture.erase(conversation.id);
    await fixture.deliver();
    assert.deepEqual(await fixture.upstream(), [['one']]);
  });

  it('goes on without a gateway that refuses conversations, tells it once, and still tells opinions', async (t) => {
    const fixture = await OutboxFixture.start(t);
    const rated: string[] = [];
    fixture.relay.fault = ({ path, body }) => {
      if (path.startsWith('/conversations')) return 404;
      if (path === '/feedback') rated.push(body);
      return undefined;
    };
    const { reply } = await fixture.turn('one', 'two');
    await fixture.turn('three');
    const { store } = fixture;
    const isRefused = async () => (await store.outboxStatus()).conversationsRefusedAt !== undefined;
    await fixture.deliver(isRefused);
    const asked = fixture.count('POST /conversations');
    await store.setFeedback('anon:a', reply.id, { rating: -1, comment: 'no', tags: ['wrong'] });
    fixture.outbox.wake();
    await fixture.deliver(() => rated.length > 0);
    const generation_id = `gen-${(await store.getMessage('anon:a', reply.id))?.generationId?.slice(4)}`;
    const opinion = { generation_id, rating: -1, comment: 'no', tags: ['wrong'] };
    assert.deepEqual(JSON.parse(rated[0]!), opinion);
    await fixture.outbox.close(0);
    assert.equal(fixture.logs.split('refuses conversations;').length, 2);
    // Two conversations were on their way; one of them may still have been.
    assert.ok(fixture.count('POST /conversations') <= asked + 1, 'it goes on asking');

    fixture.relay.fault = () => undefined;
    fixture.outbox = fixture.open();
    await fixture.deliver(async () => !(await isRefused()));
    await store.retryOutbox('all');
    const isTold = async () => (await store.listOutbox(9)).every(({ kind }) => kind === 'feedback');
    await fixture.deliver(isTold);
    assert.deepEqual((await fixture.upstream()).flat().sort(), ['one', 'three', 'two']);
    assert.match(fixture.logs, /takes conversations again/);
  });

  it('told to do without, sends no messages, but deletes what the gateway has', async (t) => {
    const fixture = await OutboxFixture.start(t, 'off');
    const { conversation_id: id } = await fixture.client.conversations.create({ title: 'old' });
    const { conversation } = await fixture.turn('one', 'two');
    await fixture.store.setUpstreamId(conversation.id, id);
    await fixture.erase(conversation.id);
    await fixture.deliver();
    assert.deepEqual(await fixture.upstream(), []);
    assert.equal(fixture.count('POST /conversations/'), 0);
  });

  it('renames, and does without where the gateway cannot', async (t) => {
    const fixture = await OutboxFixture.start(t);
    const { conversation } = await fixture.turn('one');
    await fixture.deliver();
    const title = async () => (await fixture.client.conversations.list()).conversations[0]?.title;
    await fixture.store.updateConversation('anon:a', conversation.id, { title: 'New name' });
    await fixture.deliver();
    assert.equal(await title(), 'New name');
    fixture.relay.spoil('PATCH', 405);
    await fixture.store.updateConversation('anon:a', conversation.id, { title: 'Newer' });
    await fixture.turn('two', undefined, conversation.id);
    await fixture.deliver();
    assert.equal(await title(), 'New name');
    assert.deepEqual(await fixture.upstream(), [['one', 'two']]);
  });

  it('makes nothing anew that was deleted at the gateway', async (t) => {
    const fixture = await OutboxFixture.start(t);
    const { conversation } = await fixture.turn('one');
    await fixture.deliver();
    const upstreamId = await fixture.store.getUpstreamId(conversation.id);
    await fixture.client.conversations.delete(upstreamId ?? '');
    await fixture.turn('two', undefined, conversation.id);
    await fixture.deliver(async () => (await fixture.store.outboxStatus()).paused === 1);
    assert.match((await fixture.store.listOutbox(1))[0]?.error ?? '', /no more/);
    assert.deepEqual(await fixture.upstream(), []);
    await fixture.erase(conversation.id);
    await fixture.deliver();
  });

  it('says when it cannot tell which conversation to delete', async (t) => {
    const fixture = await OutboxFixture.start(t);
    fixture.relay.fault = ({ method }) => (method === 'GET' ? 404 : 'after-lost');
    const { conversation } = await fixture.turn('one');
    await fixture.deliver(() => fixture.count('POST /conversations') === 1);
    await fixture.erase(conversation.id);
    await fixture.deliver(async () => (await fixture.store.outboxStatus()).paused === 1);
    const [entry] = await fixture.store.listOutbox(1);
    assert.equal(entry?.kind, 'delete');
    assert.ok(entry.error?.includes(conversation.id));
    assert.equal(await fixture.store.dropOutbox([entry.id]), 1);
    assert.equal((await fixture.store.outboxStatus()).depth, 0);
  });

  it('deletes through failures and a restart, also what it is not sure to have made', async (t) => {
    const fixture = await OutboxFixture.start(t);
    fixture.relay.spoil('POST /conversations', 'after-lost');
    const { conversation } = await fixture.turn('one', 'two');
    await fixture.deliver(() => fixture.count('POST /conversations') === 1);
    await fixture.outbox.close(0);
    await fixture.erase(conversation.id);
    fixture.relay.spoil('DELETE', 'bad-gateway');
    fixture.outbox = fixture.open();
    await fixture.deliver();
    assert.deepEqual(await fixture.upstream(), []);
    assert.equal(await fixture.store.getUpstreamId(conversation.id), undefined);
    assert.equal(fixture.count('POST /conversations/'), 0);
  });
});
