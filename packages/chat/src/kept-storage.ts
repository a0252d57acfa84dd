/** What the names of all that this browser keeps for one proxy begin with. */
export function keptPrefix(endpoint: string | undefined): string {
  return `nexevo:${endpoint}:`;
}

/** Even looking at a storage throws in a sandboxed frame or with site data blocked; in a web view it may be null. */
export function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

/** Takes all of it out of both storages. */
export function forgetKept(prefix: string): void {
  for (const open of [() => localStorage, () => sessionStorage])
    attempt(() => {
      const storage = open();
      for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
    });
}
