/** What is kept per endpoint in this browser: localStorage, or memory where storage is refused. */
export class LocalMemory {
  readonly #prefix: string;
  readonly #fallback = new Map<string, string>();

  constructor(endpoint: string) {
    this.#prefix = `nexevo:${endpoint}:`;
  }

  get(name: string): string | undefined {
    return (
      this.#stored((storage) => storage.getItem(this.#prefix + name)) ?? this.#fallback.get(name)
    );
  }

  set(name: string, value: string | undefined): void {
    if (value === undefined) this.#fallback.delete(name);
    else this.#fallback.set(name, value);
    this.#stored((storage) =>
      value === undefined
        ? storage.removeItem(this.#prefix + name)
        : storage.setItem(this.#prefix + name, value),
    );
  }

  /** Even reading `localStorage` throws in a sandboxed frame or with site data blocked. */
  #stored<T>(use: (storage: Storage) => T): T | undefined {
    try {
      return use(localStorage);
    } catch (error) {
      if (error instanceof DOMException || error instanceof ReferenceError) return undefined;
      throw error;
    }
  }
}
