import { randomUUID } from 'node:crypto';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { NexevoError } from '@nexevo/client';
import type { Logger } from 'pino';
import type { Delivery, LaneSubject, OutboxStatus } from '../../store/outbox.ts';
import type { Store } from '../../store/store.ts';
import { systemClock } from '../queue/clock.ts';
import { type Delivered, Deliverer } from './deliverer.ts';
import { GatewayHealth } from './gateway-health.ts';
import type { GatewayJournal } from './gateway-journal.ts';
import { ModuleState, type UpstreamConversations } from './module-state.ts';
import { ConversationsRefused } from './outbox-errors.ts';

export interface OutboxOptions {
  store: Store;
  journal: GatewayJournal;
  logger: Logger;
  /** Milliseconds a call may take. */
  timeoutMs: number;
  /** How long a lane stays ours without a sign of life. */
  leaseMs: number;
  conversations: UpstreamConversations;
}

/** Few: a minute has sixty requests for everybody, and chat comes first. */
const mostAtOnce = 4;
/** Others write the same store, e.g. the command: what they make due is found this soon. */
const lookEveryMs = 1000;
const countEveryMs = 5000;

/**
 * Tells the gateway what the store holds for it: a lane's entries in order, several lanes at once, for as long as it
 * takes. Nothing is kept here that a killed process could lose.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #deliverer: Deliverer;
  readonly #health = new GatewayHealth();
  readonly #module: ModuleState;
  readonly #owner = randomUUID();
  readonly #closing = new AbortController();
  readonly #working = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #claiming: Promise<void> | undefined;
  #isWoken = false;
  #counted = Number.NEGATIVE_INFINITY;
  #status: OutboxStatus = {
    depth: 0,
    oldestAt: undefined,
    paused: 0,
    maybeDoubled: 0,
    conversationsRefusedAt: undefined,
  };

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#deliverer = new Deliverer(options);
    this.#module = new ModuleState(options);
  }

  /** As counted in the last seconds. */
  get status(): OutboxStatus {
    return this.#status;
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), lookEveryMs);
    this.#timer.unref();
    this.wake();
  }

  /** Something new may be due. */
  wake(): void {
    this.#isWoken = true;
    if (this.#closing.signal.aborted) return;
    this.#claiming ??= this.#claimAll().finally(() => {
      this.#claiming = undefined;
      if (this.#isWoken) this.wake();
    });
  }

  /** Delivers what is due for at most `graceMs`; the rest stays in the store. */
  async close(graceMs: number): Promise<void> {
    clearInterval(this.#timer);
    const timeout = new AbortController();
    this.wake();
    await Promise.race([
      this.#idle(),
      delay(graceMs, undefined, { signal: timeout.signal }).catch(ignoreAbort),
    ]);
    timeout.abort();
    this.#closing.abort();
    await this.#idle();
  }

  async #idle(): Promise<void> {
    while (this.#claiming || this.#working.size > 0) {
      await Promise.all([this.#claiming, ...this.#working]);
    }
  }

  async #claimAll(): Promise<void> {
    // Once for all that woke it in this turn, and after what visitors wait for.
    await turn();
    this.#isWoken = false;
    try {
      await this.#count();
      while (!this.#closing.signal.aborted && this.#working.size < this.#health.room(mostAtOnce)) {
        const delivery = await this.#claim();
        if (!delivery) return;
        const work = this.#work(delivery).finally(() => {
          this.#working.delete(work);
          this.wake();
        });
        this.#working.add(work);
      }
    } catch (error) {
      this.#options.logger.error({ err: error }, 'the outbox could not be read');
    }
  }

  async #count(): Promise<void> {
    const now = systemClock.now();
    if (now - this.#counted < countEveryMs) return;
    this.#counted = now;
    this.#status = await this.#options.store.outboxStatus();
  }

  async #claim(): Promise<Delivery | undefined> {
    const { store, leaseMs } = this.#options;
    const now = Date.now();
    const subjects: LaneSubject[] = ['feedback'];
    if (await this.#module.mayTry()) subjects.push('conversation');
    const owner = this.#owner;
    const leaseUntil = now + leaseMs;
    const delivery = await store.claimDelivery({ owner, subjects, now, leaseUntil });
    if (delivery && delivery.kind !== 'feedback') this.#module.tries();
    return delivery;
  }

  /** Never throws: what fails here is looked at again when the lease is over. */
  async #work(delivery: Delivery): Promise<void> {
    const { store, logger, leaseMs, timeoutMs } = this.#options;
    const lost = new AbortController();
    const renewal = setInterval(async () => {
      const leaseUntil = Date.now() + leaseMs;
      try {
        const input = { leaseUntil, settledAt: leaseUntil + timeoutMs };
        if (!(await store.renewClaim(delivery, input))) lost.abort();
      } catch (error) {
        logger.error({ err: error }, 'a claim could not be renewed');
        lost.abort();
      }
    }, leaseMs / 3);
    try {
      const signal = AbortSignal.any([lost.signal, this.#closing.signal]);
      const delivered = await this.#deliverer.deliver(delivery, signal);
      await this.#learn(delivery, delivered);
      await store.endDelivery(delivery, delivered.outcome);
    } catch (error) {
      logger.error({ err: error, entryId: delivery.entryId }, 'an outbox entry is stuck');
    } finally {
      clearInterval(renewal);
    }
  }

  async #learn(delivery: Delivery, { outcome, error, hasWorked }: Delivered): Promise<void> {
    const { logger } = this.#options;
    if (hasWorked) {
      this.#health.succeeded();
      if (delivery.kind !== 'feedback') await this.#module.works();
    }
    if (error === undefined) return;
    const cause =
      error instanceof Error && error.cause instanceof NexevoError ? error.cause : error;
    this.#health.failed(cause);
    if (error instanceof ConversationsRefused) await this.#module.refuses(error);
    const { kind, entryId, conversationId, attempts } = delivery;
    const { code, traceId } = cause instanceof NexevoError ? cause : {};
    const entry = { kind, entryId, conversationId, attempt: attempts + 1 };
    const facts = { err: error, code, traceId, ...entry };
    if (outcome.kind === 'paused') {
      logger.error(facts, 'an outbox entry is refused and waits: see nexevo-proxy outbox list');
    } else {
      logger.warn(facts, 'an outbox entry could not be delivered; it will be tried again');
    }
  }
}

function ignoreAbort(error: unknown): void {
  if ((error as Error).name !== 'AbortError') throw error;
}
