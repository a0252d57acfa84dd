import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import { formatMoney, type Money, parseMoney } from './money.ts';
import { type PlanId, plans } from './plans.ts';

/** Who pays: a user alone, or an organization. */
export interface Account {
  id: number;
  /** US dollars; below zero after a reply that cost more than was left. */
  balance: Money;
  plan: PlanId;
}

interface AccountsOptions {
  clock: Clock;
  openingBalance: string;
  plan: PlanId;
}

/** The accounts. Every change of a balance goes through `move`. */
export class Accounts {
  readonly #database: Database;
  readonly #options: AccountsOptions;

  constructor(database: Database, options: AccountsOptions) {
    this.#database = database;
    this.#options = options;
  }

  /** Opens one with the opening balance. */
  open(): number {
    const { openingBalance, plan, clock } = this.#options;
    const now = new Date(clock.now()).toISOString();
    const balance = formatMoney(parseMoney(openingBalance));
    const { lastInsertRowid } = this.#database
      .prepare('INSERT INTO accounts (balance, plan, created_at) VALUES (?, ?, ?)')
      .run(balance, plan, now);
    return Number(lastInsertRowid);
  }

  get(id: number): Account {
    const row = this.#database.prepare('SELECT * FROM accounts WHERE id = ?').get(id);
    if (!row) throw new Error(`there is no account ${id}`);
    const plan = row.plan as PlanId;
    return { id, balance: parseMoney(row.balance as string), plan: plan in plans ? plan : 'payg' };
  }

  /** Adds `amount`, or takes it away when negative. Inside the transaction of its reason. */
  move(id: number, amount: Money): void {
    const balance = formatMoney(this.get(id).balance + amount);
    this.#database.prepare('UPDATE accounts SET balance = ? WHERE id = ?').run(balance, id);
  }
}
