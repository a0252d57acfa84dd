/** Answers from memory for `ttlMs`; while a question is under way, everybody who asks it waits for the same answer. */
export class SingleFlight<Value> {
  readonly #ttlMs: number;
  readonly #entries = new Map<string, { value: Promise<Value>; until: number }>();

  constructor({ ttlMs }: { ttlMs: number }) {
    this.#ttlMs = ttlMs;
  }

  /** `ttlMs`: how long this answer is kept, when it is another time than usual. */
  get<Answer extends Value>(
    key: string,
    load: () => Promise<Answer>,
    ttlMs = this.#ttlMs,
  ): Promise<Answer> {
    const known = this.#entries.get(key);
    if (known && known.until > Date.now()) return known.value as Promise<Answer>;
    const entry = { value: load(), until: Number.POSITIVE_INFINITY };
    this.#entries.set(key, entry);
    entry.value.then(
      () => {
        entry.until = Date.now() + ttlMs;
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry.value;
  }

  /** Forgets an answer, and one that is under way: who asks next asks anew. */
  drop(key: string): void {
    this.#entries.delete(key);
  }
}
