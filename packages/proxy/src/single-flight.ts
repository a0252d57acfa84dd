/** Answers from memory for `ttlMs`; while a question is under way, everybody who asks it waits for the same answer. */
export class SingleFlight<Value> {
  readonly #ttlMs: number;
  readonly #entries = new Map<string, { value: Promise<Value>; until: number }>();

  constructor({ ttlMs }: { ttlMs: number }) {
    this.#ttlMs = ttlMs;
  }

  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key);
    if (known && known.until > Date.now()) return known.value;
    const entry = { value: load(), until: Number.POSITIVE_INFINITY };
    this.#entries.set(key, entry);
    entry.value.then(
      () => {
        entry.until = Date.now() + this.#ttlMs;
      },
      () => this.#entries.delete(key),
    );
    return entry.value;
  }
}
