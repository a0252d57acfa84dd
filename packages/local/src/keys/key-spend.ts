import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { formatMoney, type Money, parseMoney } from '../money.ts';

/** What each key has spent in each month of UTC. */
export class KeySpend {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** This month, e.g. `2026-11`. */
  get month(): string {
    return monthOf(this.#clock.now());
  }

  /** Seconds until the next month begins. */
  get secondsLeft(): number {
    const now = new Date(this.#clock.now());
    const next = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
    return Math.ceil((next - now.getTime()) / 1000);
  }

  /** Of this month. */
  of(key: string): Money {
    return parseMoney((this.#row(key)?.spent as string) ?? '0');
  }

  /** Of what was used at a time. Inside the transaction that charges the account. */
  add(key: string, cost: Money, at: number): void {
    const month = monthOf(at);
    const before = parseMoney((this.#row(key, month)?.spent as string) ?? '0');
    this.#database
      .prepare(
        `INSERT INTO key_spend (key_id, month, spent) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET spent = excluded.spent`,
      )
      .run(key, month, formatMoney(before + cost));
  }

  /** The share of the cap, in percent, of which this month's last alert told. */
  alertedOf(key: string): number {
    return (this.#row(key)?.alerted_pct as number) ?? 0;
  }

  setAlerted(key: string, percent: number): void {
    this.#database
      .prepare(
        `INSERT INTO key_spend (key_id, month, spent, alerted_pct) VALUES (?, ?, '0', ?)
         ON CONFLICT DO UPDATE SET alerted_pct = excluded.alerted_pct`,
      )
      .run(key, this.month, percent);
  }

  #row(key: string, month = this.month) {
    return this.#database
      .prepare('SELECT * FROM key_spend WHERE key_id = ? AND month = ?')
      .get(key, month);
  }
}

function monthOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 7);
}
