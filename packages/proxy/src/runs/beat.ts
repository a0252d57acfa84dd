/** One timer for everybody who waits for the next of its beats; none runs while nobody waits. */
export class Beat {
  readonly #ms: number;
  #next: Promise<void> | undefined;

  constructor(ms: number) {
    this.#ms = ms;
  }

  next(): Promise<void> {
    this.#next ??= new Promise((resolve) => {
      setTimeout(() => {
        this.#next = undefined;
        resolve();
      }, this.#ms);
    });
    return this.#next;
  }
}
