/**
 * Has long work done piece by piece, one in each turn of the event loop and in turns between those who wait, so that it
 * holds up nobody else.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #timer: NodeJS.Immediate | undefined;

  /** Resolves when a piece may be done. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#timer ??= setImmediate(() => this.#go());
    });
  }

  #go(): void {
    const first = this.#waiting.shift();
    this.#timer = this.#waiting.length > 0 ? setImmediate(() => this.#go()) : undefined;
    first?.();
  }
}
