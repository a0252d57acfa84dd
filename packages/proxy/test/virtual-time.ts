import type { Clock } from '../src/upstream/queue/clock.ts';

interface Due {
  at: number;
  order: number;
  work: () => void;
}

/** A clock that stands still until it is told to go, and then calls what is due, in order. */
export class VirtualTime implements Clock {
  #now = 0;
  #count = 0;
  readonly #due: Due[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, work: () => void): () => void {
    this.#count += 1;
    const entry = { at: this.#now + ms, order: this.#count, work };
    this.#due.push(entry);
    return () => {
      const index = this.#due.indexOf(entry);
      if (index >= 0) this.#due.splice(index, 1);
    };
  }

  /** Lets `ms` pass. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#next(end);
      if (!next) break;
      this.#due.splice(this.#due.indexOf(next), 1);
      this.#now = Math.max(this.#now, next.at);
      next.work();
    }
    this.#now = Math.max(this.#now, end);
  }

  /** Nobody's timers run meanwhile, as in a process that was stopped, or busy when one of them says so. */
  leap(ms: number): void {
    this.#now += ms;
  }

  #next(end: number): Due | undefined {
    let first: Due | undefined;
    for (const entry of this.#due) {
      if (entry.at > end) continue;
      if (!first || entry.at < first.at || (entry.at === first.at && entry.order < first.order)) {
        first = entry;
      }
    }
    return first;
  }
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
