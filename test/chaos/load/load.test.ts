import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runLoad } from './run-load.ts';

/** `npm run chaos` has ten times as many. The time is for a machine that is busy with other things. */
test('two hundred streams at once through one process are whole, and their memory is given back', {
  timeout: 150_000,
}, async (t) => {
  const report = await runLoad({ streams: 200 });
  t.diagnostic(JSON.stringify(report));
  assert.deepEqual(report.problems, []);
  assert.equal(report.whole, 200);
  assert.equal(report.atOnce, 200);
});
