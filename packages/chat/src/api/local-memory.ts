import { attempt, forgetKept, keptPrefix } from '../kept-storage.ts';

/** For pages whose storage is refused; every element of the page shares it. */
const fallback = new Map<string, string>();

/** What is kept per endpoint in this browser: localStorage, or memory where storage is refused. */
export class LocalMemory {
  readonly #prefix: string;

  constructor(endpoint: string | undefined) {
    this.#prefix = keptPrefix(endpoint);
  }

  get(name: string): string | undefined {
    const key = this.#prefix + name;
    return fallback.get(key) ?? attempt(() => localStorage.getItem(key) ?? undefined);
  }

  set(name: string, value: string | undefined): void {
    const key = this.#prefix + name;
    fallback.delete(key);
    const done = attempt(() => {
      if (value === undefined) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
      return true;
    });
    if (!done && value !== undefined) fallback.set(key, value);
  }

  /** What this tab alone remembers; a tab made from it begins with the same. */
  getHere(name: string): string | undefined {
    return attempt(() => sessionStorage.getItem(this.#prefix + name) ?? undefined);
  }

  setHere(name: string, value: string): void {
    attempt(() => sessionStorage.setItem(this.#prefix + name, value));
  }

  /** What is kept under this name or one that begins with it. */
  names(start = ''): string[] {
    const keys = [...fallback.keys(), ...(attempt(() => Object.keys(localStorage)) ?? [])];
    return keys
      .filter((key) => key.startsWith(this.#prefix + start))
      .map((key) => key.slice(this.#prefix.length));
  }

  forgetAll(): void {
    for (const key of fallback.keys()) if (key.startsWith(this.#prefix)) fallback.delete(key);
    forgetKept(this.#prefix);
  }
}
