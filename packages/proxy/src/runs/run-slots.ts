import { ProxyError } from '../errors.ts';
import type { Caller } from '../middleware/caller.ts';

/** A reply is usually there after this, in seconds. */
const retryAfter = 5;

/** Counts the replies that are being written, by visitor and by address, so that none has too many at once. */
export class RunSlots {
  readonly #most: { visitor: number; address: number };
  readonly #taken = { visitor: new Map<string, number>(), address: new Map<string, number>() };

  constructor(most: { visitor: number; address: number }) {
    this.#most = most;
  }

  /** Takes one until the function it returns is called. @throws {ProxyError} `too_many_runs` */
  take(caller: Pick<Caller, 'visitor' | 'address'>): () => void {
    for (const kind of ['visitor', 'address'] as const) {
      if ((this.#taken[kind].get(caller[kind]) ?? 0) < this.#most[kind]) continue;
      throw new ProxyError(
        'too_many_runs',
        kind === 'visitor'
          ? `At most ${this.#most.visitor} replies can be written at the same time: wait for one.`
          : 'Too many replies are being written for this network: try again in a moment.',
        { retryAfter },
      );
    }
    this.#add(caller, 1);
    return () => this.#add(caller, -1);
  }

  #add(caller: Pick<Caller, 'visitor' | 'address'>, change: 1 | -1): void {
    for (const kind of ['visitor', 'address'] as const) {
      const taken = (this.#taken[kind].get(caller[kind]) ?? 0) + change;
      if (taken > 0) this.#taken[kind].set(caller[kind], taken);
      else this.#taken[kind].delete(caller[kind]);
    }
  }
}
