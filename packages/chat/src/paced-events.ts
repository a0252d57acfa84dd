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

  /**
   * Shows what comes, until it ends or `signal` aborts. Nothing before the question is drawn, and no words before their
   * reply: together they would make a frame long.
   */
  async follow(
    batches: AsyncIterable<readonly RunStreamEvent[]>,
    signal: AbortSignal,
  ): Promise<void> {
    const drawn = this.#pace();
    for await (const batch of batches) {
      await drawn;
      for (const event of batch) {
        if (signal.aborted) return;
        this.#waiting.push(event);
        if (!isText(event)) this.flush();
      }
      if (!this.#drawing) this.flush();
    }
  }

  flush(): void {
    const events = this.#waiting.splice(0);
    if (!events[0]) return;
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
