/** Looks so often during the time that a stream may be silent. */
const looks = 4;

/** Tells when a stream has been silent for too long. One timer serves all of it: one a chunk would cost more than its text. */
export class SilenceWatch {
  /** Whether it has told. */
  over = false;
  readonly #timer: ReturnType<typeof setInterval>;
  #quiet = 0;

  constructor(limit: number, tell: () => void) {
    this.#timer = setInterval(() => {
      this.#quiet += 1;
      if (this.#quiet <= looks) return;
      this.over = true;
      this.end();
      tell();
    }, limit / looks);
  }

  hear(): void {
    this.#quiet = 0;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
