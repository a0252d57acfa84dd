/** What is kept of a model's thinking, in characters; the rest is counted and dropped. */
const longestReasoning = 100_000;

/** What a model thinks aloud before and between its words, and how long. */
export class Thinking {
  #text: string;
  #ms: number;
  #isFull = false;
  #since = performance.now();
  #began: number | undefined;

  /** What a reply that goes on begins with. */
  constructor({ text, ms }: { text: string; ms: number | undefined }) {
    this.#text = text;
    this.#ms = ms ?? 0;
  }

  get text(): string {
    return this.#text;
  }

  /** `undefined` for a model that does not. */
  get ms(): number | undefined {
    return this.#text === '' ? undefined : Math.round(this.#ms);
  }

  /** The stream has begun, or a word has come: what is thought from now on takes its time from here. */
  pause(): void {
    this.#since = performance.now();
    this.#began ??= this.#since;
  }

  /** What was said since the stream began was thought. */
  addAll(text: string): void {
    this.#since = this.#began ?? this.#since;
    this.add(text);
  }

  /** Returns what of this piece is kept. */
  add(piece: string): string {
    const now = performance.now();
    this.#ms += now - this.#since;
    this.#since = now;
    let kept = this.#isFull ? '' : piece.slice(0, longestReasoning - this.#text.length);
    if (kept.length < piece.length) {
      this.#isFull = true;
      // Half a character would reach the store as another one than the reader.
      kept = kept.replace(/[\uD800-\uDBFF]$/, '');
    }
    this.#text += kept;
    return kept;
  }
}
