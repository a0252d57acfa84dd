import type { Accounts } from '../accounts.ts';
import { dayMs } from '../clock.ts';
import { ApiError } from '../errors.ts';
import { formatMoney, type Money, parseMoney } from '../money.ts';
import { newId } from '../new-id.ts';
import { Table, type TableOptions } from '../table.ts';

export interface Checkout {
  id: string;
  account: number;
  amount: Money;
  idempotencyKey: string;
  status: 'open' | 'paid' | 'expired';
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Top-ups that wait for their payment, and those that had it. */
export class CheckoutStore extends Table {
  readonly #accounts: Accounts;

  constructor(options: TableOptions & { accounts: Accounts }) {
    super(options);
    this.#accounts = options.accounts;
  }

  /** The checkout of an idempotency key, made at its first use. @throws {ApiError} `idempotency_conflict` for another amount */
  open(account: number, amount: Money, key: string): { checkout: Checkout; isNew: boolean } {
    return this.database.transaction(() => {
      const { changes } = this.database
        .prepare(
          `INSERT INTO checkouts (id, account_id, idempotency_key, amount, created_at)
           VALUES (?, ?, ?, ?, ?) ON CONFLICT (account_id, idempotency_key) DO NOTHING`,
        )
        .run(newId('cs'), account, key, formatMoney(amount), this.clock.now());
      const row = this.database
        .prepare('SELECT * FROM checkouts WHERE account_id = ? AND idempotency_key = ?')
        .get(account, key) as Record<string, unknown>;
      const checkout = this.#read(row);
      if (checkout.amount !== amount)
        throw new ApiError(
          'idempotency_conflict',
          `idempotency_key: was used for ${formatMoney(checkout.amount)} USD; another amount needs another key.`,
        );
      return { checkout, isNew: changes === 1 };
    });
  }

  find(id: string): Checkout | undefined {
    const row = this.database.prepare('SELECT * FROM checkouts WHERE id = ?').get(id);
    return row && this.#read(row);
  }

  /** Credits the balance, unless that was done before or it is too late; says how it stands. */
  pay(id: string): Checkout | undefined {
    return this.database.transaction(() => {
      const checkout = this.find(id);
      if (checkout?.status !== 'open') return checkout;
      this.database
        .prepare('UPDATE checkouts SET paid_at = ? WHERE id = ?')
        .run(this.clock.now(), id);
      this.#accounts.move(checkout.account, checkout.amount);
      return this.find(id);
    });
  }

  #read(row: Record<string, unknown>): Checkout {
    const expiresAt = (row.created_at as number) + dayMs;
    const unpaid = this.clock.now() < expiresAt ? 'open' : 'expired';
    return {
      id: row.id as string,
      account: row.account_id as number,
      amount: parseMoney(row.amount as string),
      idempotencyKey: row.idempotency_key as string,
      status: row.paid_at === null ? unpaid : 'paid',
      expiresAt,
    };
  }
}
