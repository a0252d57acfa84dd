import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FairLine } from '../src/upstream/queue/fair-line.ts';
import { RequestScheduler, type Waiting } from '../src/upstream/queue/request-scheduler.ts';
import type { Departure, Lane } from '../src/upstream/queue/request-window.ts';
import { VirtualTime } from './virtual-time.ts';

/** A scheduler, and what has become of those who asked it. */
class Station {
  readonly time = new VirtualTime();
  readonly scheduler: RequestScheduler;
  readonly left: { name: string; departure: Departure }[] = [];
  readonly refused: [string, string, number][] = [];
  readonly positions = new Map<string, number[]>();

  constructor({ length = 100, waitMs = 120_000 } = {}) {
    this.scheduler = new RequestScheduler({
      clock: this.time,
      requestsPerMinute: 60,
      limits: { chat: { length, waitMs }, bookkeeping: { length, waitMs } },
    });
  }

  ask(name: string, group = name, lane: Lane = 'chat'): Waiting {
    const waiting: Waiting = {
      lane,
      group,
      member: group,
      go: (departure) => this.left.push({ name, departure }),
      refuse: (why, retryAfter) => this.refused.push([name, why, retryAfter]),
      moved: (position) =>
        this.positions.set(name, [...(this.positions.get(name) ?? []), position]),
    };
    this.scheduler.enter(waiting);
    return waiting;
  }

  /** `count` of one group. */
  crowd(count: number, group: string): Waiting[] {
    return Array.from({ length: count }, (_, index) => this.ask(`${group}${index}`, group));
  }

  get names(): string[] {
    return this.left.map(({ name }) => name);
  }
}

describe('after a 429', () => {
  it('nothing leaves until its time has come; then one goes first, and the others once it has passed', () => {
    const station = new Station();
    station.ask('first');
    station.scheduler.refused(station.left[0]!.departure, 20);
    for (const name of ['a', 'b', 'c']) station.ask(name);
    station.ask('books', 'books', 'bookkeeping');
    station.time.pass(19_999);
    assert.deepEqual(station.names, ['first']);
    station.time.pass(1);
    assert.deepEqual(station.names, ['first', 'a']);
    station.scheduler.answered(station.left[1]!.departure, {});
    assert.deepEqual(station.names, ['first', 'a', 'b', 'c', 'books']);
  });

  it('the one that goes first does not hold up the others when its answer is lost or slow', () => {
    const station = new Station();
    station.ask('first');
    station.scheduler.refused(station.left[0]!.departure, 1);
    for (const name of ['lost', 'slow', 'next']) station.ask(name);
    station.time.pass(1000);
    station.scheduler.lost(station.left[1]!.departure);
    assert.deepEqual(station.names, ['first', 'lost', 'slow']);
    station.time.pass(5000);
    assert.deepEqual(station.names, ['first', 'lost', 'slow', 'next']);
  });

  it('that comes again and again, each wait is longer, and none is over a minute', () => {
    const station = new Station();
    const moments: number[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      station.ask(String(attempt));
      while (station.left.length === attempt) station.time.pass(100);
      moments.push(station.time.now());
      station.scheduler.refused(station.left[attempt]!.departure, 0);
    }
    const gaps = moments.slice(1).map((moment, index) => moment - moments[index]!);
    assert.deepEqual(
      gaps.map((gap) => Math.round(gap / 1000)),
      [1, 2, 4, 8, 16, 32, 60, 60, 60],
    );
  });

  it('of a whole burst, it counts once', () => {
    const station = new Station();
    for (let index = 0; index < 20; index += 1) station.ask(`burst ${index}`);
    for (const { departure } of station.left.slice()) station.scheduler.refused(departure, 0);
    station.ask('next');
    station.time.pass(1000);
    assert.equal(station.names.at(-1), 'next');
  });
});

describe('the headers of an answer', () => {
  it('keep back what others with the same key have used', () => {
    const station = new Station();
    station.ask('first');
    station.scheduler.answered(station.left[0]!.departure, { limit: 60, remaining: 6, reset: 30 });
    for (let index = 0; index < 20; index += 1) station.ask(`later ${index}`);
    station.ask('books', 'books', 'bookkeeping');
    assert.equal(station.left.length, 1 + 6);
    assert.ok(station.names.includes('books'));
    station.time.pass(29_999);
    assert.equal(station.left.length, 1 + 6);
    station.time.pass(1);
    assert.equal(station.left.length, 1 + 21);
  });

  it('of an earlier minute say nothing about this one', () => {
    const station = new Station();
    station.ask('slow');
    station.time.pass(61_000);
    station.ask('next');
    station.scheduler.answered(station.left[0]!.departure, { limit: 60, remaining: 0, reset: 1 });
    for (let index = 0; index < 10; index += 1) station.ask(`later ${index}`);
    assert.equal(station.left.length, 12);
  });
});

describe('a line', () => {
  it('tells each its position, and again when it changes', () => {
    const station = new Station();
    station.crowd(15, 'noisy');
    assert.equal(station.positions.size, 0);
    const first = station.ask('x', 'noisy');
    for (const name of ['y', 'z']) station.ask(name, 'noisy');
    station.scheduler.leave(first);
    assert.equal(station.scheduler.length('chat'), 2);
    assert.deepEqual(Object.fromEntries(station.positions), { x: [1], y: [2, 1], z: [3, 2] });
  });

  it('puts who has had a quarter of the minute behind everybody else', () => {
    const station = new Station();
    station.crowd(17, 'noisy');
    station.scheduler.refused(station.left[0]!.departure, 10);
    station.ask('quiet');
    assert.deepEqual(station.positions.get('quiet')?.at(-1), 2);
    station.time.pass(10_000);
    assert.equal(station.names.at(-1), 'noisy15');
    station.scheduler.answered(station.left.at(-1)!.departure, {});
    assert.deepEqual(station.names.slice(-2), ['quiet', 'noisy16']);
  });

  it('that is full loses the latest of whoever holds most places', () => {
    const station = new Station({ length: 5 });
    station.ask('first');
    station.scheduler.refused(station.left[0]!.departure, 60);
    station.crowd(5, 'noisy');
    assert.equal(station.scheduler.isFullFor('chat', 'noisy'), true);
    assert.equal(station.scheduler.isFullFor('chat', 'quiet'), false);
    station.ask('quiet');
    assert.deepEqual(station.refused, [['noisy4', 'full', 60]]);
    assert.equal(station.scheduler.length('chat'), 5);
    station.crowd(1, 'noisy');
    assert.equal(station.refused.length, 2);
  });

  it('sends away who has waited for too long, and says when to come again', () => {
    const station = new Station({ waitMs: 10_000 });
    station.ask('first');
    station.scheduler.refused(station.left[0]!.departure, 30);
    station.ask('patient');
    station.time.pass(9999);
    assert.deepEqual(station.refused, []);
    station.time.pass(1);
    assert.deepEqual(station.refused, [['patient', 'late', 20]]);
    assert.equal(station.scheduler.length('chat'), 0);
  });

  it('lets out rather than sends away whom a process that stood still has made wait', () => {
    const station = new Station({ waitMs: 20_000 });
    station.ask('first');
    station.scheduler.refused(station.left[0]!.departure, 10);
    station.ask('patient');
    station.time.leap(3_600_000);
    station.time.pass(1);
    assert.deepEqual(station.names, ['first', 'patient']);
    assert.deepEqual(station.refused, []);
  });

  it('deals turns to groups, then to members, then by arrival', () => {
    const line = new FairLine<{ group: string; member: string; name: string }>();
    for (const name of ['a1x', 'a1y', 'a2x', 'b1x', 'b1y', 'c1x']) {
      line.add({ group: name[0]!, member: name.slice(0, 2), name });
    }
    const expected = ['a1x', 'b1x', 'c1x', 'a2x', 'b1y', 'a1y'];
    assert.deepEqual(
      line.inTurn().map(({ name }) => name),
      expected,
    );
    const taken: string[] = [];
    for (let next = line.take(); next; next = line.take()) taken.push(next.name);
    assert.deepEqual(taken, expected);
    assert.equal(line.length, 0);
  });
});
