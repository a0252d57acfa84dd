/** Tells when nothing was heard for a while. One timer serves a whole stream: one a chunk would cost more than its text. */
export class SilenceWatch {
  /** Whether it has told. */
  over = false;
  readonly #limit: number;
  readonly #tell: () => void;
  #heard = performance.now();
  #timer: ReturnType<typeof setTimeout>;

  constructor(limit: number, tell: () => void) {
    this.#limit = limit;
    this.#tell = tell;
    this.#timer = setTimeout(this.#check, limit);
  }

  hear(): void {
    this.#heard = performance.now();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #check = () => {
    const left = this.#heard + this.#limit - performance.now();
    this.over = left <= 0;
    if (this.over) this.#tell();
    else this.#timer = setTimeout(this.#check, left);
  };
}
