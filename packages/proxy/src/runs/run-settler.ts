import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '@nexevo/protocol';
import type { Logger } from 'pino';
import type { RunOutcome, Store } from '../store/store.ts';
import type { Outbox } from '../upstream/outbox/outbox.ts';
import { toVisitorError } from '../upstream/visitor-error.ts';
import type { Run } from './run.ts';

/** A disk that is full or a store that somebody locks is often well again in a moment; all of it fits into a lease. */
const tryAgainAfterMs = [200, 400, 800, 1600];

/** How a reply ended; its text is the run's. */
export type RunEnd = Omit<RunOutcome, 'text' | 'reasoning' | 'reasoningMs' | 'lastEventId'>;

export interface RunSettlerOptions {
  store: Store;
  outbox: Outbox;
  logger: Logger;
}

/** Writes down how a run ended, and tells its readers. */
export class RunSettler {
  readonly #store: Store;
  readonly #outbox: Outbox;
  readonly #logger: Logger;

  constructor({ store, outbox, logger }: RunSettlerOptions) {
    this.#store = store;
    this.#outbox = outbox;
    this.#logger = logger;
  }

  /** Never throws: what cannot be written down ends as an error for its readers. */
  async settle(run: Run, end: RunEnd, requestId: string | undefined): Promise<void> {
    try {
      const kept = await this.#finish(run, end);
      if (kept) this.#tell(run, end, kept);
      else await this.#tellElsewhere(run);
    } catch (error) {
      this.#logger.error({ err: error, runId: run.stored.id }, 'a reply could not be settled');
      const { reply } = run.started;
      run.publish('error', {
        error: toVisitorError(error).toBody(requestId),
        message: { ...reply, status: 'incomplete', text: run.text, reason: 'interrupted' },
      });
    }
  }

  async #finish(run: Run, { generationId, ...rest }: RunEnd): Promise<Message | undefined> {
    const outcome: RunOutcome = {
      ...rest,
      // Without a word there is nothing to rate.
      ...(generationId && run.hasNewText && { generationId }),
      ...run.written,
      lastEventId: run.lastEventId + 1,
    };
    for (const ms of tryAgainAfterMs) {
      try {
        return await this.#store.finishRun(run.stored, outcome);
      } catch (error) {
        this.#logger.warn(
          { err: error, runId: run.stored.id },
          'a reply could not be settled; it is tried again',
        );
        await delay(ms);
      }
    }
    return this.#store.finishRun(run.stored, outcome);
  }

  #tell(run: Run, { finishReason: finish_reason = 'stop', ...end }: RunEnd, kept: Message): void {
    this.#outbox.wake();
    const { text } = run;
    const { status, usage, reason, error } = end;
    // The log of an ended run stays for a while: with its text once, not also as the store's copy of it.
    const message = kept.text === text ? { ...kept, text } : kept;
    if (status === 'complete') {
      const shown = message.usage && { usage: message.usage };
      run.publish('done', { message, finish_reason, ...shown }, usage);
    } else if (error) {
      run.publish('error', { error, message }, usage);
    } else {
      run.publish('incomplete', { message, reason: reason ?? 'interrupted' }, usage);
    }
  }

  /** The lease was lost, or the conversation is gone: what the store holds now is what readers get. */
  async #tellElsewhere(run: Run): Promise<void> {
    const { visitor, messageId } = run.stored;
    const kept = await this.#store.getMessage(visitor, messageId);
    const message = kept?.message ?? {
      ...run.started.reply,
      status: 'incomplete' as const,
      text: run.text,
    };
    const reason = message.reason ?? 'interrupted';
    run.publish('incomplete', { message: { ...message, reason }, reason });
  }
}
