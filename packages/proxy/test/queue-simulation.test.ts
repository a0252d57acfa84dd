import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QueueWorld, quantile, type Wait, type WorldOptions } from './queue-world.ts';

const minute = 60_000;
const minutes = 20;
const seeds = [1, 2];

/** Nineteen people with a question every two minutes, each with an address of their own. */
function nineteen(options: WorldOptions): QueueWorld {
  const world = new QueueWorld(options);
  for (let index = 0; index < 19; index += 1) {
    world.repeat(2 * minute, () => world.turn(`address ${index}`, `visitor ${index}`));
  }
  return world;
}

function p95OfNineteen(world: QueueWorld): number {
  world.time.pass(minutes * minute);
  const waits = world.waits.filter(({ group }) => group.startsWith('address '));
  assert.ok(waits.length > 19 * minutes * 0.3, `only ${waits.length} questions were asked`);
  return quantile(
    waits.map(({ ms }) => ms),
    0.95,
  );
}

const calms = new Map<string, number>();

/** What the nineteen wait when nobody floods; it is the same for every flood. */
function calmP95(options: WorldOptions): number {
  const key = JSON.stringify(options);
  const p95 = calms.get(key) ?? p95OfNineteen(nineteen(options));
  calms.set(key, p95);
  return p95;
}

const floods: [string, (world: QueueWorld) => void][] = [
  ['one visitor floods', (world) => world.repeat(250, () => world.turn('flood', 'flood'))],
  [
    'a flood comes through 100 sessions of one address',
    (world) => {
      for (let index = 0; index < 100; index += 1) {
        world.repeat(25_000, () => world.turn('flood', `session ${index}`));
      }
    },
  ],
  [
    'five addresses flood',
    (world) => {
      for (let index = 0; index < 5; index += 1) {
        world.repeat(1000, () => world.turn(index === 0 ? 'flood' : `flood ${index}`, 'flood'));
      }
    },
  ],
];

describe('nineteen visitors', () => {
  for (const [name, flood] of floods) {
    for (const seed of seeds) {
      // Sixty requests a minute are plenty for them alone; thirty are not.
      for (const perMinute of name.startsWith('five') ? [60] : [60, 30]) {
        it(`wait at most twice as long and 2 s when ${name} (${perMinute} a minute, seed ${seed})`, () => {
          const options = { seed, perMinute, offset: seed * 11_000, length: 60 };
          const calm = calmP95(options);
          const flooded = nineteen(options);
          flood(flooded);
          const p95 = p95OfNineteen(flooded);
          assert.ok(p95 <= 2 * calm + 2000, `${p95} ms against ${calm} ms`);
          assert.ok(of(flooded.waits, 'flood').length > minutes, 'the flood got nothing at all');
        });
      }
    }
  }
});

function of(waits: readonly Wait[], group: string): Wait[] {
  return waits.filter((wait) => wait.group === group);
}

/** How many left in each minute of the gateway. */
function perMinuteOf(waits: readonly Wait[], offset = 0): number[] {
  const counts = Array.from({ length: minutes }, () => 0);
  for (const { at } of waits) {
    const index = Math.floor((at - offset) / minute);
    if (index >= 0 && index < minutes) counts[index]! += 1;
  }
  return counts;
}

/** Without the first and the last, which are not whole. */
const whole = (counts: number[]) => counts.slice(1, -1);

describe('the queue', () => {
  it('keeps one slot in six for bookkeeping, however many ask for chat', () => {
    const world = new QueueWorld({ seed: 4 });
    for (let index = 0; index < 40; index += 1) {
      world.repeat(5000, () => world.request('chat', `address ${index}`, `visitor ${index}`));
    }
    world.repeat(500, () => world.request('bookkeeping', 'conversations', 'conversations'));
    world.time.pass(minutes * minute);
    const kept = whole(perMinuteOf(of(world.waits, 'conversations')));
    assert.ok(Math.min(...kept) >= 10, `${kept} a minute`);
    const chat = whole(perMinuteOf(world.waits.filter(({ lane }) => lane === 'chat')));
    assert.ok(Math.min(...chat) >= 40, `${chat} a minute`);
  });

  it('does not let chat wait behind five thousand appends', () => {
    const world = nineteen({ seed: 5 });
    for (let index = 0; index < 5000; index += 1) {
      world.request('bookkeeping', 'conversations', 'conversations');
    }
    assert.ok(p95OfNineteen(world) <= 2000);
    const kept = whole(perMinuteOf(of(world.waits, 'conversations')));
    assert.ok(Math.min(...kept) >= 30, `only ${kept} appends a minute`);
  });

  it('does not let an operator wait behind a thousand appends', () => {
    const world = new QueueWorld({ seed: 6 });
    for (let index = 0; index < 1000; index += 1) {
      world.request('bookkeeping', 'conversations', 'conversations');
    }
    world.time.pass(minute);
    world.request('bookkeeping', 'billing', 'billing');
    world.time.pass(minute);
    assert.ok((of(world.waits, 'billing')[0]?.ms ?? Number.POSITIVE_INFINITY) < 15_000);
  });

  it('gives nobody more than a quarter of a minute while others wait', () => {
    const world = new QueueWorld({ seed: 7 });
    const groups = ['a', 'b', 'c', 'd', 'e'];
    for (const group of groups) world.repeat(500, () => world.request('chat', group, group));
    world.time.pass(minutes * minute);
    for (const group of groups) {
      const counts = whole(perMinuteOf(of(world.waits, group)));
      assert.ok(Math.max(...counts) <= 15 && Math.min(...counts) >= 8, `${group}: ${counts}`);
    }
  });

  it('gives the sessions of one address their turns, too', () => {
    const world = new QueueWorld({ seed: 8 });
    for (let index = 0; index < 50; index += 1) world.request('chat', 'office', 'noisy');
    world.request('chat', 'office', 'quiet');
    world.time.pass(20_000);
    const order = world.waits.map(({ member }) => member);
    assert.ok(order.indexOf('quiet') <= 16, `${order.indexOf('quiet')} went before`);
  });

  it('lets one who is alone use what nobody else asks for', () => {
    const world = new QueueWorld({ seed: 9 });
    world.repeat(500, () => world.request('chat', 'alone', 'alone'));
    world.time.pass(minutes * minute);
    const counts = whole(perMinuteOf(world.waits));
    assert.ok(Math.min(...counts) >= 45, `${counts} a minute`);
    assert.equal(world.tooMany, 0);
  });

  it('lets nobody wait for ever', () => {
    const waitMs = 90_000;
    const world = new QueueWorld({ seed: 10, waitMs });
    let asked = 0;
    for (let index = 0; index < 30; index += 1) {
      world.repeat(3000, () => {
        if (world.time.now() > (minutes - 3) * minute) return;
        asked += 1;
        world.request('chat', `address ${index % 12}`, `visitor ${index}`);
      });
    }
    world.time.pass(minutes * minute);
    const { full, late } = world.refusals;
    assert.ok(full + late > 0, 'there was no crowd');
    assert.equal(world.scheduler.length('chat'), 0);
    assert.equal(world.waits.length + full + late, asked);
    assert.ok(world.waits.every(({ ms }) => ms <= waitMs));
  });

  it('keeps within the minute of the gateway, whenever that turns', () => {
    for (let seed = 20; seed < 24; seed += 1) {
      const world = new QueueWorld({ seed, offset: seed * 7919 });
      for (let index = 0; index < 10; index += 1) {
        world.repeat(2000, () => world.turn(`address ${index}`, `visitor ${index}`));
      }
      world.time.pass(minutes * minute);
      assert.ok(world.tooMany <= 2, `${world.tooMany} refusals in ${minutes} minutes`);
    }
  });
});

const lies: [string, Partial<WorldOptions>][] = [
  ['nothing', { lie: () => ({}) }],
  ['a limit of nothing', { lie: (truth) => ({ ...truth, limit: 0 }) }],
  ['a limit without end', { lie: (truth) => ({ ...truth, limit: 1e12, remaining: 1e12 }) }],
  ['less than nothing left', { lie: () => ({ limit: -60, remaining: -1, reset: -1 }) }],
  ['no numbers', { lie: () => ({ limit: Number.NaN, remaining: Number.NaN, reset: Number.NaN }) }],
  ['always all of it left', { lie: (truth) => ({ ...truth, remaining: 60 }) }],
  ['never any of it left', { lie: (truth) => ({ ...truth, remaining: 0 }) }],
  ['a minute that ends in a year', { lie: (truth) => ({ ...truth, reset: 31_536_000 }) }],
  ['a minute that ends at once', { lie: (truth) => ({ ...truth, reset: 0 }) }],
  ['a refusal for a month', { retryAfter: 2_592_000 }],
  ['a refusal for no time', { retryAfter: 0 }],
];

describe('a gateway that says', () => {
  for (const [name, options] of lies) {
    it(`${name} is neither run down nor waited for in vain`, () => {
      const world = new QueueWorld({ seed: 11, offset: 23_000, ...options });
      for (let index = 0; index < 10; index += 1) {
        world.repeat(3000, () => world.turn(`address ${index}`, `visitor ${index}`));
      }
      world.time.pass(minutes * minute);
      const answered = whole(perMinuteOf(world.waits, 23_000));
      assert.ok(Math.min(...answered) > 0, `${answered} a minute`);
      const sent = world.waits.length / minutes;
      assert.ok(sent < 150, `${sent} requests a minute were sent`);
      assert.ok(world.waits.length - world.tooMany > 10 * minutes, 'hardly anything came through');
    });
  }
});
