/** Text that comes faster than this is read no sooner. */
const interval = 1000 / 30;
/** Part of the time that drawing may take. */
const share = 0.2;
/** However dear a drawing is, the next one comes. */
const longest = 400;

/**
 * Runs work right before a frame: at most thirty times a second, and less often the more such a frame costs.
 * In a hidden page nothing paints, so there is nothing to hurry for.
 */
export class FramePacer {
  #waiting: (() => void)[] = [];
  #earliest = 0;

  request(work: () => void): void {
    if (this.#waiting.push(work) > 1) return;
    const pause = this.#earliest - performance.now();
    // A frame that draws nothing costs, too: none is asked for before its time.
    if (pause > 0) setTimeout(() => requestAnimationFrame(this.#draw), pause);
    else requestAnimationFrame(this.#draw);
  }

  #draw = () => {
    const start = performance.now();
    const work = this.#waiting;
    this.#waiting = [];
    this.#earliest = start + interval;
    for (const one of work) one();
    // By then the frame has its styles and its layout, and is painted.
    setTimeout(() => {
      const cost = performance.now() - start;
      this.#earliest = start + Math.min(longest, Math.max(interval, cost / share));
    });
  };
}
