import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { Sweeper } from '../src/sweeper.ts';
import { OutboxFixture } from './outbox-fixture.ts';

const logger = pino({ level: 'silent' });
const visitor = 'anon:a';
/** Has nothing in hand. */
const executor = { renewLeases: async () => {} };

describe('the sweeper', () => {
  it('deletes upstream what can no longer be restored, and then the last trace here', async (t) => {
    const fixture = await OutboxFixture.start(t);
    const { store, outbox } = fixture;
    const { conversation } = await fixture.turn('one', 'two');
    await fixture.deliver();
    await store.deleteConversation(visitor, conversation.id);

    const patient = new Sweeper({ store, outbox, executor, logger, restoreMs: 10_000 });
    await patient.start();
    await patient.stop();
    assert.deepEqual(await fixture.upstream(), [['one', 'two']]);

    const due = new Sweeper({ store, outbox, executor, logger, restoreMs: -1 });
    await due.start();
    await due.stop();
    await fixture.deliver();
    assert.deepEqual(await fixture.upstream(), []);
    assert.equal(await store.getUpstreamId(conversation.id), undefined);
  });

  it('deletes what has rested longer than it is to be kept', async (t) => {
    const store = new SqliteStore(':memory:');
    t.after(() => store.close());
    await store.createConversation(visitor, 'old');
    const later = Date.now() + 3 * 24 * 60 * 60_000;
    const sweep = async (retentionDays: number) => {
      const wakes: string[] = [];
      const outbox = { wake: () => void wakes.push('woken') };
      const sweeper = new Sweeper({ store, outbox, executor, logger, restoreMs: 0, retentionDays });
      t.mock.timers.enable({ apis: ['Date'], now: later });
      await sweeper.start();
      t.mock.timers.reset();
      await sweeper.stop();
      return (await store.listConversations({ visitor, limit: 10 })).conversations.length;
    };
    assert.equal(await sweep(4), 1);
    assert.equal(await sweep(2), 0);
  });
});
