/** Frames that kept the visitor waiting, by the browser's own account; milliseconds on the clock. */
export interface FrameReport {
  /** How many took 50 ms or longer. */
  longFrames: number;
  longestFrame: number;
  longestTask: number;
}

/** Counts long animation frames and long tasks between `start` and `stop`. */
export class Frames {
  #observer: PerformanceObserver | undefined;
  #entries: PerformanceEntry[] = [];

  start(): void {
    this.#entries = [];
    this.#observer = new PerformanceObserver((list) => this.#entries.push(...list.getEntries()));
    this.#observer.observe({ type: 'long-animation-frame' });
    this.#observer.observe({ type: 'longtask' });
  }

  stop(): FrameReport {
    this.#entries.push(...this.#observer!.takeRecords());
    this.#observer!.disconnect();
    const durations = (type: string) =>
      this.#entries.filter(({ entryType }) => entryType === type).map(({ duration }) => duration);
    const frames = durations('long-animation-frame');
    return {
      longFrames: frames.length,
      longestFrame: Math.max(0, ...frames),
      longestTask: Math.max(0, ...durations('longtask')),
    };
  }
}

export function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
