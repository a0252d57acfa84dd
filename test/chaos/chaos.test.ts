import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runAttacks } from './attacks/run-attacks.ts';
import { Ledger } from './kills/ledger.ts';
import { measureLoss } from './kills/measure-loss.ts';
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

test('what a busy visitor reads late of a killed reply is not counted as older than it was', () => {
  const ledger = new Ledger();
  const pieces = [
    { text: 'Kept, ', at: 100 },
    { text: 'lost, ', at: 1900 },
    { text: 'lost and read late', at: 2300 },
  ];
  ledger.pieces.set('msg_1', pieces);
  ledger.kills.push({ at: 2000, goneAt: 1_002_010 }, { at: 9000, goneAt: 1_009_010 });
  const reply = { id: 'msg_1', text: 'Kept, ', reason: 'interrupted', created_at: 1_000_050 };
  const { worstMs, broken } = measureLoss({ messages: [reply] }, ledger);
  assert.deepEqual({ worstMs, broken }, { worstMs: 100, broken: 1 });
});

test('whatever a gateway does wrong, the visitor gets what the store holds, and never a torn reply as whole', async (t) => {
  const report = await runAttacks({ random: new Random(seed), share: 0.1 });
  t.diagnostic(JSON.stringify({ seed, ...report }));
  assert.deepEqual(report.problems, []);
  assert.ok(report.offsets > 20);
});
