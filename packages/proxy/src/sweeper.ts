import type { Logger } from 'pino';
import type { Store } from './store/store.ts';
import type { Journal } from './upstream/journal.ts';

const everyMs = 2000;

/** Does what only time makes due: ends runs whose owner is gone, erases what was deleted. */
export class Sweeper {
  readonly #store: Store;
  readonly #journal: Journal;
  readonly #logger: Logger;
  readonly #restoreMs: number;
  readonly #deleting = new Set<string>();
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

  /** Sweeps once, then every two seconds. */
  async start(): Promise<void> {
    if (this.#timer) return;
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

  async #sweep(): Promise<void> {
    try {
      const now = Date.now();
      for (const run of await this.#store.endAbandonedRuns(now)) {
        this.#logger.warn({ runId: run.id }, 'ended a run whose owner is gone');
        const reply = await this.#store.getMessage(run.visitor, run.messageId);
        if (reply) this.#journal.append(run.visitor, reply.message);
      }
      for (const tombstone of await this.#store.scrubDeleted(now - this.#restoreMs)) {
        const { conversationId, upstreamId } = tombstone;
        if (this.#deleting.has(conversationId)) continue;
        this.#deleting.add(conversationId);
        this.#journal.deleteConversation(conversationId, upstreamId);
      }
    } catch (error) {
      this.#logger.error({ err: error }, 'the sweep failed; the next one tries again');
    }
  }
}
