import type { RunStreamEvent } from './api/run-stream.ts';
import { isText } from './thread-facts.ts';

/** Resolves when what was shown has been seen, and more may be shown. */
export type Pace = () => Promise<void>;

/** Text that comes before the last was seen waits for it; everything else is shown at once, after it. */
export class PacedEvents {
  readonly #pace: Pace;
  readonly #show: (events: readonly RunStreamEvent[]) => void;
  #waiting: RunStreamEvent[] = [];
  #drawing: Promise<void> | undefined;

  constructor(pace: Pace, show: (events: readonly RunStreamEvent[]) => void) {
    this.#pace = pace;
    this.#show = show;
  }

  /** Shows what comes, until it ends or `signal` aborts; nothing before the question is drawn: both would make a frame long. */
  async follow(
    batches: AsyncIterable<readonly RunStreamEvent[]>,
    signal: AbortSignal,
  ): Promise<void> {
    const drawn = this.#pace();
    for await (const batch of batches) {
      await drawn;
      if (signal.aborted) return;
      this.#push(batch);
    }
  }

  #push(events: readonly RunStreamEvent[]): void {
    this.#waiting.push(...events);
    if (!this.#drawing || !events.every(isText)) this.flush();
  }

  flush(): void {
    const events = this.#waiting;
    if (events.length === 0) return;
    this.#waiting = [];
    this.#drawing ??= this.#pace().then(() => {
      this.#drawing = undefined;
      this.flush();
    });
    this.#show(events);
  }

  clear(): void {
    this.#waiting = [];
  }
}
