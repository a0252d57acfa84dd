/** Pieces wait here until there are enough of them, so that what is read near the end never costs the whole. */
const longestTail = 4096;

/** A text that grows by small pieces, and of which mostly the last ones are read. */
export class GrowingText {
  #settled: string;
  #tail = '';

  constructor(beginning: string) {
    this.#settled = beginning;
  }

  get length(): number {
    return this.#settled.length + this.#tail.length;
  }

  /** All of it. */
  get value(): string {
    this.#settle();
    return this.#settled;
  }

  append(piece: string): void {
    this.#tail += piece;
    if (this.#tail.length > longestTail) this.#settle();
  }

  clear(): void {
    this.#settled = this.#tail = '';
  }

  slice(from: number, to: number): string {
    const { length } = this.#settled;
    const [start, end] = [Math.max(0, from - length), Math.max(0, to - length)];
    return this.#settled.slice(from, to) + this.#tail.slice(start, end);
  }

  #settle(): void {
    this.#settled += this.#tail;
    this.#tail = '';
  }
}
