import type { Logger } from 'pino';
import type { RunExecutor } from './runs/run-executor.ts';
import type { Store } from './store/store.ts';
import type { Outbox } from './upstream/outbox/outbox.ts';

const everyMs = 2000;
const dayMs = 24 * 60 * 60_000;
const retentionEveryMs = 60 * 60_000;
/** So that a year of conversations that comes due at once holds nobody up. */
const retentionBatch = 200;

export interface SweeperOptions {
  store: Store;
  outbox: Pick<Outbox, 'wake'>;
  logger: Logger;
  executor: Pick<RunExecutor, 'renewLeases'>;
  /** How long a deleted conversation can be restored. */
  restoreMs: number;
  /** `undefined` keeps everything. */
  retentionDays?: number | undefined;
}

/** Does what only time makes due: ends runs whose owner is gone, erases what was deleted, deletes what has rested too long. */
export class Sweeper {
  readonly #options: SweeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();
  #nextRetention = 0;

  constructor(options: SweeperOptions) {
    this.#options = options;
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

  async #sweep(): Promise<void> {
    const { store, outbox, logger, executor, restoreMs } = this.#options;
    try {
      const now = Date.now();
      await executor.renewLeases();
      const ended = await store.endAbandonedRuns(now);
      for (const { id } of ended) logger.warn({ runId: id }, 'ended a run whose owner is gone');
      const erased = await store.scrubDeleted(now - restoreMs);
      if (ended.length > 0 || erased.length > 0) outbox.wake();
      await this.#retain(now);
    } catch (error) {
      logger.error({ err: error }, 'the sweep failed; the next one tries again');
    }
  }

  async #retain(now: number): Promise<void> {
    const { store, logger, retentionDays } = this.#options;
    if (retentionDays === undefined || now < this.#nextRetention) return;
    const deleted = await store.deleteInactive(now - retentionDays * dayMs, retentionBatch);
    if (deleted > 0) logger.info({ deleted, retentionDays }, 'deleted inactive conversations');
    if (deleted < retentionBatch) this.#nextRetention = now + retentionEveryMs;
  }
}
