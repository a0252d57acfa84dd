import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runAttacks } from './attacks/run-attacks.ts';
import { runKills } from './kills/run-kills.ts';
import { Random } from './random.ts';

/** `npm run chaos` does all of it, with another seed each time. */
const seed = 20_261_123;

/** On a machine that is busy with other things. */
const timeout = 150_000;

test('ten kills under load lose no message, double none uncounted, and take at most a second of a reply', {
  timeout,
}, async (t) => {
  const random = new Random(seed);
  const report = await runKills({ random, kills: 10, life: [100, 900], visitors: 16 });
  t.diagnostic(JSON.stringify({ seed, ...report }));
  assert.deepEqual(report.problems, []);
  assert.equal(report.lost, 0);
  assert.ok(report.doubled <= report.maybeDoubled);
  assert.ok(report.accepted >= 10, 'nobody said anything');
  assert.ok(report.broken > 0, 'no kill met a reply');
});

test('whatever a gateway does wrong, the visitor gets what the store holds, and never a torn reply as whole', async (t) => {
  const report = await runAttacks({ random: new Random(seed), share: 0.1 });
  t.diagnostic(JSON.stringify({ seed, ...report }));
  assert.deepEqual(report.problems, []);
  assert.ok(report.offsets > 20);
});
