import { TimeoutError } from './errors/index.ts';

/** One signal for everything that ends a call: its time is up, the caller's signal, the client's closing. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timeout: number;
  #ends = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #caller: AbortSignal | undefined;
  readonly #group: Set<Deadline>;
  #isOver = false;
  #reason: unknown;

  /** `group` has it until it is released, so that somebody may end all of them. */
  constructor(
    timeout: number,
    { signal, group }: { signal: AbortSignal | undefined; group: Set<Deadline> },
  ) {
    this.#timeout = timeout;
    this.#caller = signal;
    this.#group = group.add(this);
    this.#startClock(timeout);
    if (signal?.aborted) this.#follow();
    else signal?.addEventListener('abort', this.#follow, { once: true });
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
    if (this.#isOver) throw this.#reason;
  }

  /** Stops the clock and nothing else: a stream may last as long as it speaks. */
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
      if (!this.#isOver) this.#startClock(remaining);
    }
  }

  /** Lets go of the clock, the caller's signal and the group. */
  release(): void {
    this.stopClock();
    this.#caller?.removeEventListener('abort', this.#follow);
    this.#group.delete(this);
  }

  /** Ends the call for this reason, unless it has ended already. */
  end(reason: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
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

  readonly #follow = () => this.end(this.#caller?.reason);
}
