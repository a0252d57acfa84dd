import { once } from 'node:events';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { deliverWebhook } from './deliver.ts';
import { mayDeliver, type WebhookReach } from './webhook-target.ts';

/** Waits before the second and each later attempt, in seconds; after the last one an alert is given up. */
const waits = [1, 5, 30, 120, 600, 3600, 21_600];

/** Attempts at the same time, so that a slow receiver keeps only its own waiting. */
const atOnce = 8;

/** After an error that is none of the receiver's, in milliseconds. */
const errorRest = 5000;

interface Delivery {
  id: string;
  key_id: string;
  url: string;
  secret: string;
  body: string;
  attempts: number;
  due_at: number;
}

interface WebhookOutboxOptions {
  webhooks: WebhookReach;
  database: Database;
  clock: Clock;
  log: (line: string) => void;
}

/** Alerts on their way: written with what they tell of, sent apart from it, tried again, kept over restarts. */
export class WebhookOutbox {
  readonly #options: WebhookOutboxOptions;
  readonly #closing = new AbortController();
  /** By key: its alerts go out one at a time. One that failed waits for its turn, and the next is told without it. */
  readonly #underWay = new Map<string, Promise<void>>();
  #wake = new AbortController();
  #working: Promise<void> | undefined;

  constructor(options: WebhookOutboxOptions) {
    this.#options = options;
  }

  /** Notes an alert for a key's webhook, inside the transaction of what it tells. */
  add({ id, key, body }: { id: string; key: string; body: object }): void {
    const { database, clock } = this.#options;
    const now = clock.now();
    database
      .prepare(
        `INSERT INTO deliveries (id, key_id, url, secret, body, due_at, created_at)
         SELECT ?, id, webhook_url, webhook_secret, ?, ?, ? FROM keys WHERE id = ?`,
      )
      .run(id, JSON.stringify(body), now, new Date(now).toISOString(), key);
    // The transaction ends within this turn; the work begins after it.
    queueMicrotask(() => this.#wake.abort());
  }

  /** Begins to deliver, what an earlier process left included. */
  start(): void {
    this.#working ??= this.#work();
  }

  /** Ends the attempts under way; what is not delivered stays. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake.abort();
    await this.#working;
  }

  async #work(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      this.#wake = new AbortController();
      try {
        await this.#step();
      } catch (error) {
        // The database is busy or its disk full: alerts wait, and the gateway lives on.
        this.#complain(error);
        await this.#rest(errorRest);
      }
    }
    await Promise.all(this.#underWay.values());
  }

  /** Begins to deliver what is due, or rests until something is, or there is room. */
  async #step(): Promise<void> {
    const next = this.#underWay.size < atOnce ? this.#next() : undefined;
    const wait = next && next.due_at - this.#options.clock.now();
    if (next && wait !== undefined && wait <= 0) this.#begin(next);
    else await this.#rest(wait);
  }

  #begin(delivery: Delivery): void {
    const { key_id: key } = delivery;
    const attempt = this.#attempt(delivery)
      .catch(async (error) => {
        this.#complain(error);
        await this.#options.clock.sleep(errorRest, { signal: this.#closing.signal });
      })
      // Only closing ends that sleep before its time.
      .catch(() => {})
      .finally(() => {
        this.#underWay.delete(key);
        this.#wake.abort();
      });
    this.#underWay.set(key, attempt);
  }

  #complain(error: unknown): void {
    this.#options.log(`alerts wait: ${error instanceof Error ? error.message : error}`);
  }

  /** Until something is added, and at most for `ms`. */
  async #rest(ms: number | undefined): Promise<void> {
    const { signal } = this.#wake;
    if (ms === undefined) {
      if (!signal.aborted) await once(signal, 'abort');
      return;
    }
    try {
      await this.#options.clock.sleep(ms, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { clock, log, webhooks } = this.#options;
    const url = new URL(delivery.url);
    if (!mayDeliver(url, webhooks)) {
      log(`alert ${delivery.id} not sent: ${url.host} is not this machine (--webhooks anywhere)`);
      return this.#settle(delivery, { outcome: 'not-allowed' });
    }
    const { signal } = this.#closing;
    const failure = await deliverWebhook(delivery, { now: clock.now(), signal });
    if (signal.aborted && failure) return;
    const attempts = delivery.attempts + 1;
    if (!failure) return this.#settle(delivery, { attempts, outcome: 'delivered' });
    const wait = waits[delivery.attempts];
    const isOver = wait === undefined;
    log(`alert ${delivery.id} ${isOver ? 'given up' : `again in ${wait} s`}: ${failure}`);
    if (isOver) this.#settle(delivery, { attempts, outcome: 'given-up' });
    else this.#settle(delivery, { attempts, dueAt: clock.now() + wait * 1000 });
  }

  #next(): Delivery | undefined {
    const row = this.#options.database
      .prepare(
        `SELECT * FROM deliveries WHERE due_at IS NOT NULL
         AND key_id NOT IN (SELECT value FROM json_each(?)) ORDER BY due_at LIMIT 1`,
      )
      .get(JSON.stringify([...this.#underWay.keys()]));
    return row as Delivery | undefined;
  }

  /** What is over keeps no secret. */
  #settle(delivery: Delivery, end: { attempts?: number; outcome?: string; dueAt?: number }): void {
    this.#options.database
      .prepare(`UPDATE deliveries SET attempts = ?1, outcome = ?2, due_at = ?3,
           secret = iif(?3 IS NULL, '', secret) WHERE id = ?4`)
      .run(end.attempts ?? delivery.attempts, end.outcome ?? null, end.dueAt ?? null, delivery.id);
  }
}
