import { type Clock, systemClock } from '../upstream/queue/clock.ts';

/** What a killed process may take of what was shown. */
const promisedMs = 1000;
/** What this leaves of it is for a timer that fires late and a store that is slow. */
const mostMs = 700;
const leastMs = 150;

export interface CheckpointsOptions {
  /** Called when everything is kept: nobody loses anything by what blocks now. */
  onKept?: () => Promise<void>;
  /** @default the process's own */
  clock?: Clock;
}

/**
 * One beat for all replies being written, so that the store keeps them in one write; none while there is none. Where
 * beats come late or take long, as on a busy machine, the next ones come sooner.
 */
export class Checkpoints {
  readonly #keepers = new Set<() => Promise<void>>();
  readonly #onKept: () => Promise<void>;
  readonly #clock: Clock;
  #isBeating = false;
  /** From when a beat was due until all was kept; the longest of late, and forgotten by halves. */
  #lag = 0;

  constructor({ onKept = async () => {}, clock = systemClock }: CheckpointsOptions = {}) {
    this.#onKept = onKept;
    this.#clock = clock;
  }

  /** Calls `keep`, which has to see to its own errors, at every beat until the function that it returns is called. */
  join(keep: () => Promise<void>): () => void {
    this.#keepers.add(keep);
    if (!this.#isBeating) this.#beatIn(mostMs);
    return () => this.#keepers.delete(keep);
  }

  /** Keeps all of them now. */
  async keep(): Promise<void> {
    await Promise.all(Array.from(this.#keepers, (keep) => keep()));
  }

  #beatIn(ms: number): void {
    this.#isBeating = true;
    const due = this.#clock.now() + ms;
    this.#clock.after(ms, () => void this.#beat(due));
  }

  async #beat(due: number): Promise<void> {
    this.#isBeating = this.#keepers.size > 0;
    if (!this.#isBeating) return;
    const began = this.#clock.now();
    await this.keep();
    const took = this.#clock.now() - began;
    this.#lag = Math.max(began - due + took, this.#lag / 2);
    await this.#onKept();
    // The next may come as late as this one.
    const wanted = Math.min(Math.max(promisedMs - 2 * this.#lag, leastMs), mostMs);
    // No machine gets faster by doing nothing but this.
    const rest = Math.min(took, mostMs);
    this.#beatIn(Math.max(began + wanted - this.#clock.now(), rest));
  }
}
