import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Checkpoints } from '../src/runs/checkpoints.ts';
import { VirtualTime } from './virtual-time.ts';

/** Lets `ms` pass in small steps, so that what a beat waits for is done in its time. */
async function pass(time: VirtualTime, ms: number): Promise<void> {
  const end = time.now() + ms;
  while (time.now() < end) {
    time.pass(10);
    await turn();
  }
}

/** Beats for `ms` in a process that writes for `writeMs`; how old the oldest text was that each of them kept. */
async function ages({ writeMs, ms }: { writeMs: number; ms: number }): Promise<number[]> {
  const time = new VirtualTime();
  const checkpoints = new Checkpoints({ clock: time });
  const found: number[] = [];
  let keptUpTo = 0;
  checkpoints.join(async () => {
    const now = time.now();
    time.leap(writeMs);
    found.push(time.now() - keptUpTo);
    keptUpTo = now;
  });
  await pass(time, ms);
  return found;
}

describe('checkpoints', () => {
  it('come every 700 ms where nothing is late', async () => {
    assert.deepEqual(await ages({ writeMs: 0, ms: 2200 }), [700, 700, 700]);
  });

  it('come sooner where writing is slow, so that what was shown a second ago is kept', async () => {
    const [, ...later] = await ages({ writeMs: 330, ms: 6000 });
    assert.ok(later.length > 5, `${later.length} beats`);
    assert.ok(Math.max(...later) <= 1000, `${later}`);
  });

  it('do not fill a machine that is far too slow with nothing but themselves', async () => {
    const found = await ages({ writeMs: 2000, ms: 10_000 });
    assert.ok(found.length >= 3 && found.length <= 4, `${found.length} beats`);
  });

  it('end with the last reply, begin with the next, and tell when all is kept', async () => {
    const time = new VirtualTime();
    const told: string[] = [];
    const onKept = async () => void told.push('all');
    const checkpoints = new Checkpoints({ clock: time, onKept });
    const leave = ['a', 'b'].map((name) => checkpoints.join(async () => void told.push(name)));
    await pass(time, 800);
    assert.deepEqual(told, ['a', 'b', 'all']);
    for (const one of leave) one();
    await pass(time, 2000);
    assert.equal(told.length, 3);
    checkpoints.join(async () => void told.push('c'));
    await pass(time, 800);
    assert.deepEqual(told.slice(3), ['c', 'all']);
  });
});
