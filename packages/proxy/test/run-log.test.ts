import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunEventData } from '@nexevo/protocol';
import { GrowingText } from '../src/runs/growing-text.ts';
import { RunLog } from '../src/runs/run-log.ts';

const accepted = { run_id: 'run_1' } as RunEventData['accepted'];

function logOf(beginning = '') {
  const text = new GrowingText(beginning);
  const log = new RunLog(text);
  const snapshot = () => {
    const data = { text: text.value, reasoning: '' };
    return { event: 'snapshot' as const, id: log.lastEventId, data };
  };
  return { text, log, after: (seen: number) => log.after(seen, snapshot) };
}

describe('the log', () => {
  it('gives text that waits together as one event, and each reader what comes after its own place', () => {
    const { log, after } = logOf('Once ');
    log.add({ event: 'accepted', data: accepted });
    for (const piece of ['upon ', 'a ']) log.addText(piece);
    log.add({ event: 'reasoning', data: { text: 'hm', ms: 1 } });
    for (const piece of ['time ', 'there']) log.addText(piece);
    const reasoning = { event: 'reasoning', id: 4, data: { text: 'hm', ms: 1 } };
    assert.deepEqual(after(0), [
      { event: 'accepted', id: 1, data: accepted },
      { event: 'delta', id: 3, data: { text: 'upon a ' } },
      reasoning,
      { event: 'delta', id: 6, data: { text: 'time there' } },
    ]);
    assert.deepEqual(after(2), [
      { event: 'delta', id: 3, data: { text: 'a ' } },
      reasoning,
      { event: 'delta', id: 6, data: { text: 'time there' } },
    ]);
    assert.deepEqual(after(6), []);
  });

  it('gives at most 500 pieces at once, and none of them twice or never', () => {
    const { text, log, after } = logOf();
    log.add({ event: 'accepted', data: accepted });
    for (let index = 0; index < 1700; index += 1) log.addText(`${index} `);
    let seen = 1;
    let read = '';
    for (let events = after(seen); events.length > 0; events = after(seen)) {
      for (const { event, data } of events) if (event === 'delta') read += data.text;
      assert.ok(events.at(-1)!.id - seen <= 500);
      seen = events.at(-1)!.id;
    }
    assert.equal(read, text.value);
    assert.equal(seen, log.lastEventId);
  });

  it('has its last 4,000 events, and a snapshot for whoever is further behind', () => {
    const { log, after } = logOf();
    log.add({ event: 'accepted', data: accepted });
    for (let index = 0; index < 5000; index += 1) log.addText('x');
    const whole = { text: 'x'.repeat(5000), reasoning: '' };
    assert.deepEqual(after(1000), [{ event: 'snapshot', id: 5001, data: whole }]);
    assert.deepEqual(after(4990), [{ event: 'delta', id: 5001, data: { text: 'x'.repeat(11) } }]);
    assert.equal(after(1001)[0]?.id, 1501);
  });
});

describe('a growing text', () => {
  it('has any part of itself, wherever its pieces have been put', () => {
    const text = new GrowingText('first ');
    let expected = 'first ';
    for (let index = 0; index < 3000; index += 1) {
      text.append(`${index}-`);
      expected += `${index}-`;
      const from = Math.max(0, expected.length - (index % 40) * 100);
      assert.equal(text.length, expected.length);
      assert.equal(text.slice(from, expected.length), expected.slice(from));
      if (index % 700 === 0) assert.equal(text.value, expected);
    }
    assert.equal(text.slice(3, 9000), expected.slice(3, 9000));
  });
});
