import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';

/** Who pays: one a key. */
export interface Account {
  id: number;
  /** Decimal string, US dollars; below zero after a reply that cost more than was left. */
  balance: string;
}

/** The accounts, each made at the first use of its key. Keys are kept as hashes. */
export class Accounts {
  readonly #clock: Clock;
  readonly #openingBalance: string;
  readonly #find;
  readonly #open;

  constructor(database: Database, options: { clock: Clock; openingBalance: string }) {
    this.#clock = options.clock;
    this.#openingBalance = options.openingBalance;
    this.#find = database.prepare('SELECT id, balance FROM accounts WHERE key_hash = ?');
    this.#open = database.prepare(
      'INSERT INTO accounts (key_hash, balance, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
  }

  /** The account of a key. */
  of(key: string): Account {
    const hash = createHash('sha256').update(key).digest('hex');
    const found = this.#find.get(hash);
    if (found) return found as unknown as Account;
    this.#open.run(hash, this.#openingBalance, new Date(this.#clock.now()).toISOString());
    return this.#find.get(hash) as unknown as Account;
  }
}
