/** For pages whose storage is refused; every element of the page shares it. */
const fallback = new Map<string, string>();

/** What is kept per endpoint in this browser: localStorage, or memory where storage is refused. */
export class LocalMemory {
  readonly #prefix: string;

  constructor(endpoint: string) {
    this.#prefix = `nexevo:${endpoint}:`;
  }

  get(name: string): string | undefined {
    const key = this.#prefix + name;
    return fallback.get(key) ?? this.#stored((storage) => storage.getItem(key) ?? undefined);
  }

  set(name: string, value: string | undefined): void {
    const key = this.#prefix + name;
    fallback.delete(key);
    const stored = this.#stored((storage) => {
      if (value === undefined) storage.removeItem(key);
      else storage.setItem(key, value);
      return true;
    });
    if (!stored && value !== undefined) fallback.set(key, value);
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
