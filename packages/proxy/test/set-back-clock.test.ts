import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { pino } from 'pino';
import { SingleFlight } from '../src/single-flight.ts';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { GatewayHealth } from '../src/upstream/outbox/gateway-health.ts';
import { ModuleState } from '../src/upstream/outbox/module-state.ts';
import { VirtualTime } from './virtual-time.ts';

/** What happens in `work` is an hour later than all after it, by the machine's clock. */
async function hourAhead(t: TestContext, work: () => unknown): Promise<void> {
  const now = Date.now();
  const { mock } = t.mock.method(Date, 'now', () => now + 3_600_000);
  await work();
  mock.restore();
}

describe('a machine whose clock is set back an hour', () => {
  it('tries a gateway that was away again after a minute at most', async (t) => {
    const clock = new VirtualTime();
    const health = new GatewayHealth({ clock });
    await hourAhead(t, () => health.failed(new Error('The connection was lost.')));
    assert.equal(health.room(4), 0);
    clock.pass(60_000);
    assert.equal(health.room(4), 1);
  });

  it('tries conversations that were refused again after ten minutes', async (t) => {
    const clock = new VirtualTime();
    const store = new SqliteStore(':memory:');
    t.after(() => store.close());
    const logger = pino({ level: 'silent' });
    const state = new ModuleState({ store, logger, conversations: 'auto', clock });
    await hourAhead(t, () => state.refuses(new Error('There is no such route.')));
    assert.equal(await state.mayTry(), false);
    clock.pass(600_000);
    assert.equal(await state.mayTry(), true);
  });

  it('asks again for what it knew for a minute', async (t) => {
    const clock = new VirtualTime();
    const flights = new SingleFlight<string>({ ttlMs: 60_000, clock });
    await hourAhead(t, () => flights.get('balance', async () => 'old'));
    assert.equal(await flights.get('balance', async () => 'new'), 'old');
    clock.pass(60_000);
    assert.equal(await flights.get('balance', async () => 'new'), 'new');
  });
});
