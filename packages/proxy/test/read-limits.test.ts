import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEnvironment } from '../src/read-environment.ts';

test('every limit can be set in the environment', () => {
  const { options } = readEnvironment({
    NEXEVO_REQUESTS_PER_MINUTE: '1',
    NEXEVO_VISITOR_REQUESTS_PER_MINUTE: '2',
    NEXEVO_SESSIONS_PER_MINUTE: '3',
    NEXEVO_RUNS_PER_VISITOR: '4',
    NEXEVO_RUNS_PER_ADDRESS: '5',
    NEXEVO_TOKENS_PER_VISITOR_DAY: 'none',
    NEXEVO_TOKENS_PER_MONTH: '5000000000',
    NEXEVO_UPSTREAM_PER_MINUTE: '600',
    NEXEVO_QUEUE_LENGTH: '7',
    NEXEVO_QUEUE_SECONDS: '8',
    NEXEVO_MESSAGE_LENGTH: '9',
  });
  assert.deepEqual(options.limits, {
    requestsPerMinute: 1,
    visitorRequestsPerMinute: 2,
    sessionsPerMinute: 3,
    runsPerVisitor: 4,
    runsPerAddress: 5,
    tokensPerVisitorDay: Number.POSITIVE_INFINITY,
    tokensPerMonth: 5_000_000_000,
  });
  assert.deepEqual(options.queue, { requestsPerMinute: 600, length: 7, waitMs: 8000 });
  assert.equal(options.messageLength, 9);
});

test('an empty environment leaves every limit to its default', () => {
  const { options } = readEnvironment({ NEXEVO_RUNS_PER_VISITOR: ' ' });
  assert.deepEqual([options.limits, options.queue, options.messageLength], [{}, {}, undefined]);
});

for (const text of ['0', '-1', '1.5', '1e3', 'many', '9'.repeat(17)]) {
  test(`"${text}" is refused as a limit, by the name of its variable`, () => {
    assert.throws(() => readEnvironment({ NEXEVO_RUNS_PER_VISITOR: text }), {
      name: 'ProxyOptionError',
      message: /NEXEVO_RUNS_PER_VISITOR/,
    });
  });
}

test('only tokens may be without end', () => {
  assert.throws(() => readEnvironment({ NEXEVO_RUNS_PER_VISITOR: 'none' }), /from 1 on/);
});
