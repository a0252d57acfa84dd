import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../random.ts';
import { runCrowds } from './run-crowds.ts';
import { runFuzz } from './run-fuzz.ts';

/** `npm run chaos` does ten times as much, with another seed each time. */
const seed = 20_261_128;
/** On a machine that is busy with other things. */
const timeout = 150_000;

test('a thousand hostile requests are refused by a code, and go nowhere, keep nothing, break nothing', {
  timeout,
}, async (t) => {
  const report = await runFuzz({ seed, requests: 1000 });
  t.diagnostic(JSON.stringify({ seed, ...report }));
  assert.deepEqual(report.problems, []);
  assert.equal(report.canaryVisits, 0);
  assert.ok((report.statuses[200] ?? 0) > 10, 'nothing reached a route');
  assert.ok((report.statuses[400] ?? 0) > 100, 'nothing was hostile');
});

test('slow readers hold up nobody, and of those who leave at once nothing stays', {
  timeout,
}, async (t) => {
  const random = new Random(seed);
  const report = await runCrowds({ random, slowReaders: 30, leavers: 200 });
  t.diagnostic(JSON.stringify({ seed, ...report }));
  assert.deepEqual(report.problems, []);
  assert.equal(report.others, 20);
});
