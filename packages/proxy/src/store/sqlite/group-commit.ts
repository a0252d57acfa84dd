/** Bounds how long the process does nothing else. */
const mostAtOnce = 100;

interface Pending {
  work: () => unknown;
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
}

/**
 * Writes that come in one turn of the event loop share a transaction: a crowd of replies costs one commit, not hundreds.
 * Each is told when it is committed. Where one throws, all are done again one by one, so that nobody fails for another.
 */
export class GroupCommit {
  readonly #transaction: (work: () => unknown) => unknown;
  #pending: Pending[] = [];
  #timer: NodeJS.Immediate | undefined;

  constructor(transaction: (work: () => unknown) => unknown) {
    this.#transaction = transaction;
  }

  add<Result>(work: () => Result): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#pending.push({ work, resolve, reject });
      this.#timer ??= setImmediate(() => this.#commit());
    });
  }

  /** Commits what waits, now. */
  flush(): void {
    while (this.#pending.length > 0) this.#commit();
  }

  #commit(): void {
    clearImmediate(this.#timer);
    const group = this.#pending.splice(0, mostAtOnce);
    this.#timer = this.#pending.length > 0 ? setImmediate(() => this.#commit()) : undefined;
    this.#attempt(group);
  }

  /** Only a write that fails is worth another try; a locked or full database would block everybody for each. */
  #attempt(group: Pending[]): void {
    let isWriting = false;
    try {
      const results = this.#transaction(() => {
        isWriting = true;
        const written = group.map(({ work }) => work());
        isWriting = false;
        return written;
      }) as never[];
      for (const [index, { resolve }] of group.entries()) resolve(results[index]!);
    } catch (error) {
      if (isWriting && group.length > 1) for (const one of group) this.#attempt([one]);
      else for (const { reject } of group) reject(error);
    }
  }
}
