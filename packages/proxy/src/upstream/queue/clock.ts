/** Time as the queue sees it, so that a simulation can own it. */
export interface Clock {
  /** Milliseconds that only grow, from any beginning. */
  now(): number;
  /** Calls `work` once after `ms`, unless the function it returns is called before. */
  after(ms: number, work: () => void): () => void;
}

/** The process's own monotonic time: setting the machine's clock moves nothing here. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
