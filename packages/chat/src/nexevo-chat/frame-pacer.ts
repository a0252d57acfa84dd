import { delay } from '../delay.ts';

/** Text that comes faster than this is read no sooner. */
const interval = 1000 / 30;
/** Part of the time that drawing may take. */
const share = 0.2;
/** However dear a frame is, the next one comes. */
const longest = 400;
/** How long a page may have no frame at all: a hidden one draws none. */
const patience = 250;

/** Lets the next drawing come after the last one was seen: thirty times a second, and less often when a frame is dear. */
export class FramePacer {
  #last = 0;

  /** What was just handed to the page is drawn; resolves when more may be. */
  async drawn(): Promise<void> {
    const start = await frame();
    // By then it has its styles and its layout, and is painted.
    await delay(0);
    const now = performance.now();
    const wait = Math.min(longest, Math.max(interval, (now - start) / share));
    const due = Math.max(this.#last, start - interval) + wait;
    if (due > now) await delay(due - now);
    this.#last = Math.max(due, now);
  }
}

/** When the next frame began: its layout may come before its callbacks, as in Chromium while a field has the focus. */
function frame(): Promise<number> {
  return new Promise((resolve) => {
    const done = (start = performance.now()) => {
      cancelAnimationFrame(request);
      resolve(start);
    };
    const request = requestAnimationFrame(done);
    setTimeout(done, patience);
  });
}
