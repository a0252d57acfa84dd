import type { Logger } from 'pino';
import type { Store, Tombstone } from './store/store.ts';
import type { Journal } from './upstream/journal.ts';

const everyMs = 2000;
/** A delete that the gateway would not take is asked for again after this. */
const restMs = 10 * 60_000;

/** Does what only time makes due: ends runs whose owner is gone, erases what was deleted. */
export class Sweeper {
  readonly #store: Store;
  readonly #journal: Journal;
  readonly #logger: Logger;
  readonly #restoreMs: number;
  /** Conversations whose upstream delete is under way or has to rest, and until when. */
  readonly #deleting = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  constructor({
    store,
    journal,
    logger,
    restoreMs,
  }: {
    store: Store;
    journal: Journal;
    logger: Logger;
    restoreMs: number;
  }) {
    this.#store = store;
    this.#journal = journal;
    this.#logger = logger;
    this.#restoreMs = restoreMs;
  }

  /** Sweeps at once and then every two seconds; resolves after the first time. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => {
      this.#sweeping = this.#sweep();
    }, everyMs);
    this.#timer.unref();
    this.#sweeping = this.#sweep();
    await this.#sweeping;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  async #delete({ conversationId, upstreamId }: Tombstone, now: number): Promise<void> {
    if ((this.#deleting.get(conversationId) ?? 0) > now) return;
    this.#deleting.set(conversationId, Number.POSITIVE_INFINITY);
    await this.#journal.deleteConversation(conversationId, upstreamId);
    this.#deleting.set(conversationId, Date.now() + restMs);
  }

  async #sweep(): Promise<void> {
    try {
      const now = Date.now();
      for (const run of await this.#store.endAbandonedRuns(now)) {
        this.#logger.warn({ runId: run.id }, 'ended a run whose owner is gone');
        const reply = await this.#store.getMessage(run.visitor, run.messageId);
        if (reply) this.#journal.append(reply.message);
      }
      for (const tombstone of await this.#store.scrubDeleted(now - this.#restoreMs)) {
        void this.#delete(tombstone, now);
      }
    } catch (error) {
      this.#logger.error({ err: error }, 'the sweep failed; the next one tries again');
    }
  }
}
