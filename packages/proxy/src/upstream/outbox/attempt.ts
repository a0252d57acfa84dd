import type { Claim, Delivery, Doubt } from '../../store/outbox.ts';
import type { Store } from '../../store/store.ts';
import { AttemptCancelled } from './outbox-errors.ts';

export interface AttemptOptions {
  store: Store;
  /** When nothing that leaves now can still be under way. */
  settledAt: () => number;
}

/** One entry on its way, and what is known of its lane; every step is written down before the request leaves. */
export class Attempt {
  readonly delivery: Delivery;
  /** What the last request may have done without our seeing it. */
  doubt: Doubt | undefined;
  upstreamId: string | undefined;
  delivered: number | undefined;
  /** The next request is sent although an earlier one may have done its work. */
  isMaybeDoubled = false;
  /** The gateway has done what it was asked for. */
  hasWorked = false;
  readonly #options: AttemptOptions;

  constructor(delivery: Delivery, options: AttemptOptions) {
    this.delivery = delivery;
    this.doubt = delivery.doubt;
    this.upstreamId = delivery.upstreamId;
    this.delivered = delivery.delivered;
    this.#options = options;
  }

  get claim(): Claim {
    return this.delivery;
  }

  /** @throws {AttemptCancelled} when the request must not leave */
  async begin(doubt: Doubt): Promise<void> {
    const { store, settledAt } = this.#options;
    const begun = await store.beginAttempt(this.claim, {
      doubt,
      settledAt: settledAt(),
      isMaybeDoubled: this.isMaybeDoubled,
    });
    if (!begun) throw new AttemptCancelled();
    this.doubt = doubt;
    this.isMaybeDoubled = false;
  }

  async created(upstreamId: string): Promise<void> {
    await this.#options.store.noteCreated(this.claim, upstreamId);
    this.upstreamId = upstreamId;
    this.doubt = undefined;
    this.delivered = 0;
  }
}
