import { type Clock, systemClock } from './upstream/queue/clock.ts';

/** Answers from memory for `ttlMs`; while a question is under way, everybody who asks it waits for the same answer. */
export class SingleFlight<Value> {
  readonly #ttlMs: number;
  readonly #clock: Clock;
  readonly #entries = new Map<string, { value: Promise<Value>; until: number }>();

  constructor({ ttlMs, clock = systemClock }: { ttlMs: number; clock?: Clock }) {
    this.#ttlMs = ttlMs;
    this.#clock = clock;
  }

  /** `ttlOf`: how long this answer is kept, when it is another time than usual. */
  get<Answer extends Value>(
    key: string,
    load: () => Promise<Answer>,
    ttlOf: (answer: Answer) => number = () => this.#ttlMs,
  ): Promise<Answer> {
    const known = this.#entries.get(key);
    if (known && known.until > this.#clock.now()) return known.value as Promise<Answer>;
    const value = load();
    const entry = { value, until: Number.POSITIVE_INFINITY };
    this.#entries.set(key, entry);
    value.then(
      (answer) => {
        entry.until = this.#clock.now() + ttlOf(answer);
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return value;
  }

  /** Forgets an answer, and one that is under way: who asks next asks anew. */
  drop(key: string): void {
    this.#entries.delete(key);
  }
}
