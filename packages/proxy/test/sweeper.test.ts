import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NexevoClient, NotFoundError } from '@nexevo/client';
import { createLocal } from '@nexevo/local';
import { pino } from 'pino';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { Sweeper } from '../src/sweeper.ts';
import { Journal } from '../src/upstream/journal.ts';
import { apiKey } from './fixture.ts';

const logger = pino({ level: 'silent' });

describe('the sweeper', () => {
  it('deletes upstream what can no longer be restored, and then the last trace here', async (t) => {
    const local = createLocal({ dataPath: ':memory:', requestsPerMinute: 1000 });
    const { url } = await local.listen(0);
    const client = new NexevoClient({ apiKey, baseUrl: url });
    const store = new SqliteStore(':memory:');
    const journal = new Journal({ client, store, logger });
    t.after(async () => {
      journal.close();
      await client.close();
      await store.close();
      await local.close();
    });
    const { conversation_id: upstreamId } = await client.conversations.create({ title: 'old' });
    const { id } = await store.createConversation('anon:a', 'old');
    await store.setUpstreamId(id, upstreamId);
    await store.deleteConversation('anon:a', id);

    const patient = new Sweeper({ store, journal, logger, restoreMs: 10_000 });
    await patient.start();
    await patient.stop();
    assert.ok(await client.conversations.get(upstreamId));

    const due = new Sweeper({ store, journal, logger, restoreMs: -1 });
    await due.start();
    await due.stop();
    await journal.settle(5000);
    await assert.rejects(client.conversations.get(upstreamId), NotFoundError);
    assert.equal(await store.getUpstreamId(id), undefined);
  });
});
