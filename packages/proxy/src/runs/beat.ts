/** One timer for everybody who waits for the next of its beats, slower in a crowd; none runs while nobody waits. */
export class Beat {
  readonly #ms: number;
  readonly #crowd: { size: number; ms: number };
  #next: Promise<void> | undefined;
  #waiting = 0;

  /** With more than `size` who waited for the last beat, the next one takes `crowd.ms`. */
  constructor(ms: number, crowd: { size: number; ms: number }) {
    this.#ms = ms;
    this.#crowd = crowd;
  }

  next(): Promise<void> {
    this.#next ??= this.#start(this.#waiting > this.#crowd.size ? this.#crowd.ms : this.#ms);
    this.#waiting += 1;
    return this.#next;
  }

  #start(ms: number): Promise<void> {
    this.#waiting = 0;
    return new Promise((resolve) => {
      setTimeout(() => {
        this.#next = undefined;
        resolve();
      }, ms);
    });
  }
}
