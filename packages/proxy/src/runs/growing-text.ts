/** Pieces wait here until there are enough of them, so that what is read near the end never costs the whole. */
const longestTail = 4096;

/** A text that grows by small pieces, and of which mostly the last ones are read. */
export class GrowingText {
  #settled: string;
  /** Apart from each other: added to a string, all of them would be copied by every look at the last. */
  #tail: string[] = [];
  #tailLength = 0;

  constructor(beginning: string) {
    this.#settled = beginning;
  }

  get length(): number {
    return this.#settled.length + this.#tailLength;
  }

  /** All of it. */
  get value(): string {
    this.#settle();
    return this.#settled;
  }

  append(piece: string): void {
    this.#tail.push(piece);
    this.#tailLength += piece.length;
    if (this.#tailLength > longestTail) this.#settle();
  }

  clear(): void {
    this.#settled = '';
    this.#tail = [];
    this.#tailLength = 0;
  }

  slice(from: number, to: number): string {
    let start = this.length;
    let first = this.#tail.length;
    while (start > from && first > 0) {
      first -= 1;
      start -= this.#tail[first]!.length;
    }
    const ends = this.#tail.slice(first).join('');
    return (
      this.#settled.slice(from, to) + ends.slice(Math.max(0, from - start), Math.max(0, to - start))
    );
  }

  #settle(): void {
    if (this.#tailLength === 0) return;
    this.#settled += this.#tail.join('');
    this.#tail = [];
    this.#tailLength = 0;
  }
}
