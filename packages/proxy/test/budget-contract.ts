import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { HoldInput, HoldResult } from '../src/store/budget-store.ts';
import type { Store } from '../src/store/store.ts';

type WithStore = (work: (store: Store) => Promise<void>) => () => Promise<void>;

const noon = Date.UTC(2026, 10, 23, 12);
const day = 86_400_000;

function ask(store: Store, input: Partial<HoldInput> = {}): Promise<HoldResult> {
  const limits = { visitorDay: 100, siteMonth: 1000 };
  return store.holdTokens({
    visitor: 'anon:a',
    now: noon,
    least: 10,
    wanted: 60,
    limits,
    ...input,
  });
}

async function hold(store: Store, input: Partial<HoldInput> = {}) {
  const result = await ask(store, input);
  assert.equal(result.kind, 'held');
  return result as Extract<HoldResult, { kind: 'held' }>;
}

/** What every store has to do with tokens. */
export function describeBudgets(withStore: WithStore): void {
  it(
    'holds the tokens that are wanted, then what is left, then none',
    withStore(async (store) => {
      assert.equal((await hold(store)).tokens, 60);
      assert.equal((await hold(store)).tokens, 40);
      assert.deepEqual(await ask(store), { kind: 'visitor_day' });
      assert.equal((await hold(store, { visitor: 'anon:b' })).tokens, 60);
    }),
  );

  it(
    'never holds more tokens than there are, however many ask at once',
    withStore(async (store) => {
      const asked = Array.from({ length: 50 }, (_, index) =>
        ask(store, { visitor: `anon:${index}`, limits: { visitorDay: 100, siteMonth: 205 } }),
      );
      const held = (await Promise.all(asked)).flatMap((result) =>
        result.kind === 'held' ? result.tokens : [],
      );
      assert.deepEqual(held, [60, 60, 60, 25]);
    }),
  );

  it(
    'puts what was used in place of what was held, once',
    withStore(async (store) => {
      const { id } = await hold(store);
      await store.settleTokens(id, 25);
      await store.settleTokens(id, 0);
      await store.settleTokens('hold_of-nobody', 0);
      assert.equal((await hold(store, { wanted: 1000 })).tokens, 75);
    }),
  );

  it(
    'counts more than was held, and less than nothing as nothing',
    withStore(async (store) => {
      await store.settleTokens((await hold(store)).id, 500);
      assert.deepEqual(await ask(store), { kind: 'visitor_day' });
      const other = { visitor: 'anon:b', wanted: 1000 };
      await store.settleTokens((await hold(store, other)).id, -500);
      assert.equal((await hold(store, other)).tokens, 100);
    }),
  );

  it(
    'counts a day for a visitor and a month for everybody, by UTC',
    withStore(async (store) => {
      const limits = { visitorDay: 100, siteMonth: 150 };
      await hold(store, { wanted: 100, limits });
      assert.equal((await hold(store, { now: noon + day, wanted: 100, limits })).tokens, 50);
      const next = { visitor: 'anon:b', limits };
      assert.deepEqual(await ask(store, next), { kind: 'site_month' });
      const lastMoment = Date.UTC(2026, 11, 1) - 1;
      assert.deepEqual(await ask(store, { ...next, now: lastMoment }), { kind: 'site_month' });
      assert.equal((await hold(store, { ...next, now: lastMoment + 1 })).tokens, 60);
    }),
  );

  it(
    'settles in the day and month that were charged, whenever that is',
    withStore(async (store) => {
      const { id } = await hold(store, { wanted: 100 });
      await hold(store, { now: noon + day, wanted: 100 });
      await store.settleTokens(id, 0);
      assert.equal((await hold(store, { wanted: 100 })).tokens, 100);
      assert.deepEqual(await ask(store, { now: noon + day }), { kind: 'visitor_day' });
    }),
  );

  it(
    'has no end where the limit has none',
    withStore(async (store) => {
      const limits = { visitorDay: Number.POSITIVE_INFINITY, siteMonth: Number.POSITIVE_INFINITY };
      for (let turn = 0; turn < 3; turn += 1) {
        assert.equal((await hold(store, { wanted: 10_000_000, limits })).tokens, 10_000_000);
      }
    }),
  );

  it(
    'counts for an account what its anonymous visitor has used and holds',
    withStore(async (store) => {
      const { id } = await hold(store);
      await hold(store, { visitor: 'id:b', wanted: 30 });
      const expiresAt = noon + day;
      assert.equal(await store.adoptVisitor({ from: 'anon:a', to: 'id:b', expiresAt }), true);
      assert.deepEqual(await store.listTokenDays('anon:a'), []);
      assert.deepEqual(await store.listTokenDays('id:b'), [{ date: '2026-11-23', tokens: 90 }]);
      assert.equal((await hold(store, { visitor: 'id:b' })).tokens, 10);
      await store.settleTokens(id, 0);
      assert.deepEqual(await store.listTokenDays('id:b'), [{ date: '2026-11-23', tokens: 40 }]);
    }),
  );

  it(
    'forgets an erased visitor but for today, and no late reply brings an earlier day back',
    withStore(async (store) => {
      const now = Date.now();
      const early = await hold(store, { now: now - 2 * day });
      // Today, or the day after, should midnight pass meanwhile.
      for (const moment of [now, now + day]) await hold(store, { now: moment, wanted: 100 });
      const other = { visitor: 'anon:b', now: now - 2 * day };
      await hold(store, other);
      await store.deleteVisitor({ visitor: 'anon:a', expiresAt: now + 180 * day });
      await store.settleTokens(early.id, 5);
      const left = (await store.listTokenDays('anon:a')).map(({ date }) => date);
      assert.ok(left.includes(new Date(now + day).toISOString().slice(0, 10)));
      assert.ok(!left.includes(new Date(now - 2 * day).toISOString().slice(0, 10)));
      assert.deepEqual(await ask(store, { now: now + day }), { kind: 'visitor_day' });
      assert.equal((await store.listTokenDays('anon:b'))[0]?.tokens, 60);
    }),
  );
}
