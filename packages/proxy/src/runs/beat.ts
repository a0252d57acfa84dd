/** One timer for everybody who waits for the next of its beats, slower in a crowd; none runs while nobody waits. */
export class Beat {
  readonly #ms: number;
  readonly #crowd: { size: number; ms: number };
  #next: Promise<void> | undefined;
  #waiting = 0;
  #isCrowded = false;

  /** With more than `size` who waited for the last beat, the next one takes `crowd.ms`. */
  constructor(ms: number, crowd: { size: number; ms: number }) {
    this.#ms = ms;
    this.#crowd = crowd;
  }

  /** The next one, where somebody waits for it already and many did for the last; asking does not make a crowd. */
  get crowded(): Promise<void> | undefined {
    return this.#isCrowded ? this.#next : undefined;
  }

  next(): Promise<void> {
    this.#next ??= this.#start();
    this.#waiting += 1;
    return this.#next;
  }

  #start(): Promise<void> {
    this.#isCrowded = this.#waiting > this.#crowd.size;
    this.#waiting = 0;
    const ms = this.#isCrowded ? this.#crowd.ms : this.#ms;
    return new Promise((resolve) => {
      setTimeout(() => {
        this.#next = undefined;
        resolve();
      }, ms);
    });
  }
}
