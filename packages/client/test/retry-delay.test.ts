import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UpstreamError } from '@nexevo/client';
import { retryDelay } from '../src/retry.ts';

const policy = { maxRetries: 2, maxRetryDelay: 10_000, random: () => 0.5 };
const asking = (retryAfter?: number) =>
  new UpstreamError('Busy.', { code: 'x', ...(retryAfter !== undefined && { retryAfter }) });

test('waits are spread over a range that doubles up to the cap', () => {
  const waits = [0, 1, 2, 10].map((attempt) => retryDelay(asking(), attempt, policy));
  assert.deepEqual(waits, [250, 500, 1000, 5000]);
});

test('a wait is never shorter than asked for, and jitter comes on top', () => {
  assert.equal(retryDelay(asking(3), 0, policy), 3250);
  assert.equal(retryDelay(asking(0), 0, { ...policy, random: () => 0 }), 0);
});

test('a wait may be as long as the cap but no longer', () => {
  assert.equal(retryDelay(asking(10), 5, policy), 10_000);
  assert.equal(retryDelay(asking(11), 0, policy), undefined);
});
