import { TimeoutError } from './errors/index.ts';

/** One signal for everything that ends a call: its time is up, the caller's signal, the client's closing. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timeout: number;
  #ends = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #links: { signal: AbortSignal; end: () => void }[] = [];
  #reason: unknown;

  constructor(timeout: number, signals: (AbortSignal | undefined)[]) {
    this.#timeout = timeout;
    this.#startClock(timeout);
    for (const signal of signals) if (signal) this.#link(signal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What ended the call: the caller's own reason, or a typed error. */
  get reason(): unknown {
    return this.#reason;
  }

  /** Milliseconds to go. */
  get remaining(): number {
    return this.#ends - performance.now();
  }

  /** Throws what ended the call, if anything has. */
  check(): void {
    if (this.signal.aborted) throw this.#reason;
  }

  /** Stops the clock and leaves the signals: a stream may last as long as it speaks. */
  stopClock(): void {
    clearTimeout(this.#timer);
  }

  /** What `work` takes does not count. */
  async uncounted<T>(work: () => Promise<T>): Promise<T> {
    const { remaining } = this;
    this.stopClock();
    try {
      return await work();
    } finally {
      if (!this.signal.aborted) this.#startClock(remaining);
    }
  }

  /** Lets go of clock and signals. */
  release(): void {
    this.stopClock();
    for (const { signal, end } of this.#links) signal.removeEventListener('abort', end);
    this.#links.length = 0;
  }

  /** Ends the call for this reason, unless it has ended already. */
  end(reason: unknown): void {
    if (this.signal.aborted) return;
    this.#reason = reason;
    this.#controller.abort();
    this.release();
  }

  #startClock(time: number): void {
    this.#ends = performance.now() + time;
    this.#timer = setTimeout(() => {
      const message = `The gateway did not answer within ${this.#timeout} ms.`;
      this.end(new TimeoutError(message, { code: 'timeout' }));
    }, time);
  }

  #link(signal: AbortSignal): void {
    const end = () => this.end(signal.reason);
    if (signal.aborted || this.signal.aborted) {
      end();
    } else {
      signal.addEventListener('abort', end, { once: true });
      this.#links.push({ signal, end });
    }
  }
}
