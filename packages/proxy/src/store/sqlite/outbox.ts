import type { Claim, Delivery, DeliveryOutcome, OutboxStore } from '../outbox.ts';
import type { Database } from './database.ts';
import { OutboxDeliveries } from './outbox-deliveries.ts';
import { OutboxDesk } from './outbox-desk.ts';
import { OutboxQueue } from './outbox-queue.ts';
import { outboxSchema } from './outbox-schema.ts';

/** The outbox's side of the SQLite store: the queue that facts write to, its deliveries, and the operator's desk. */
export class SqliteOutbox implements OutboxStore {
  /** Written to inside the transaction of a fact. */
  protected readonly outbox: OutboxQueue;
  readonly #deliveries: OutboxDeliveries;
  readonly #desk: OutboxDesk;

  constructor(db: Database, options: { keepsConversations: boolean }) {
    db.exec(outboxSchema);
    this.outbox = new OutboxQueue(db, options);
    this.#deliveries = new OutboxDeliveries(db, this.outbox);
    this.#desk = new OutboxDesk(db, this.outbox);
  }

  async claimDelivery(input: Parameters<OutboxStore['claimDelivery']>[0]) {
    return this.#deliveries.claim(input);
  }

  async beginAttempt(claim: Claim, input: Parameters<OutboxStore['beginAttempt']>[1]) {
    return this.#deliveries.begin(claim, input);
  }

  async renewClaim(claim: Claim, input: { leaseUntil: number; settledAt: number }) {
    return this.#deliveries.renew(claim, input);
  }

  async noteCreated(claim: Claim, upstreamId: string) {
    this.#deliveries.noteCreated(claim, upstreamId);
  }

  async endDelivery(delivery: Delivery, outcome: DeliveryOutcome) {
    this.#deliveries.end(delivery, outcome);
  }

  async outboxStatus() {
    return this.#desk.status();
  }

  async noteConversationsRefused(since: number | undefined) {
    return this.#desk.noteConversationsRefused(since);
  }

  async listOutbox(limit: number) {
    return this.#desk.list(limit);
  }

  async retryOutbox(ids: readonly number[] | 'all') {
    return this.#desk.retry(ids);
  }

  async dropOutbox(ids: readonly number[]) {
    return this.#desk.drop(ids);
  }
}
