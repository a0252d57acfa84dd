import { type Clock, systemClock } from '../queue/clock.ts';
import { backoff } from './backoff.ts';
import { classify } from './failure.ts';

const pause = { firstMs: 250, longestMs: 60_000 };

/**
 * Whether the gateway takes anything at all just now. After a failure that is not about one entry everything waits,
 * and then one delivery goes ahead; with its success the others follow. So an outage costs few requests.
 */
export class GatewayHealth {
  readonly #clock: Clock;
  #failures = 0;
  #heldUntil = 0;

  constructor({ clock = systemClock }: { clock?: Clock } = {}) {
    this.#clock = clock;
  }

  /** How many deliveries may be under way. */
  room(most: number): number {
    if (this.#failures === 0) return most;
    return this.#clock.now() < this.#heldUntil ? 0 : 1;
  }

  failed(error: unknown): void {
    const failure = classify(error);
    if (failure !== 'away' && failure !== 'unseen') {
      // It has answered, if only to say no.
      this.succeeded();
      return;
    }
    this.#heldUntil = this.#clock.now() + backoff(this.#failures, pause, error);
    this.#failures += 1;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#heldUntil = 0;
  }
}
