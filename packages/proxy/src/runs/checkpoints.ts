/** A killed process loses at most a second of a reply: what this leaves is for a timer that fires late. */
const everyMs = 700;

/** One beat for all replies being written, so that the store keeps them in one write; none while there is none. */
export class Checkpoints {
  readonly #keepers = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;

  /** Calls `keep` at every beat until the function that it returns is called. */
  join(keep: () => void): () => void {
    this.#keepers.add(keep);
    this.#timer ??= setInterval(() => {
      for (const one of this.#keepers) one();
    }, everyMs);
    return () => this.#leave(keep);
  }

  #leave(keep: () => void): void {
    this.#keepers.delete(keep);
    if (this.#keepers.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
