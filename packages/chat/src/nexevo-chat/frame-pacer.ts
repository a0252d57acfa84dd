/** Part of the time that drawing may take when a single drawing is dear. */
const share = 0.25;
/** What a drawing may cost without being spaced out, in milliseconds. */
const cheap = 4;

/** Draws at most once a frame, and less often the more a drawing costs. */
export class FramePacer {
  readonly #draw: () => void;
  #frame = 0;
  #earliest = 0;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Draws in the next frame that may. */
  request(): void {
    this.#frame ||= requestAnimationFrame(this.#onFrame);
  }

  /** Draws now. */
  run(): void {
    this.cancel();
    const start = performance.now();
    this.#draw();
    const cost = performance.now() - start;
    this.#earliest = cost > cheap ? start + cost / share : 0;
  }

  cancel(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #onFrame = (now: number) => {
    this.#frame = 0;
    if (now < this.#earliest) this.request();
    else this.run();
  };
}
