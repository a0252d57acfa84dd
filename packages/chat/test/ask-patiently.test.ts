import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askPatiently, patience } from '../src/ask-patiently.ts';

test('a chunk is asked for once, however often it is needed', async () => {
  let asked = 0;
  const ask = askPatiently(async () => {
    asked += 1;
    return 'chunk';
  });
  assert.deepEqual(await Promise.all([ask(), ask()]), ['chunk', 'chunk']);
  assert.equal(await ask(), 'chunk');
  assert.equal(asked, 1);
});

test('one that could not be had is asked for again when it is needed later, and not before', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let asked = 0;
  const ask = askPatiently(async () => {
    asked += 1;
    if (asked === 1) throw new TypeError('Failed to fetch');
    return 'chunk';
  });
  await assert.rejects(ask(), TypeError);
  await assert.rejects(ask(), TypeError);
  t.mock.timers.tick(patience - 1);
  await assert.rejects(ask(), TypeError);
  assert.equal(asked, 1);
  t.mock.timers.tick(1);
  assert.equal(asked, 1, 'nobody needed it');
  assert.equal(await ask(), 'chunk');
});
