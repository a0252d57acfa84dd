import type { Tier } from '@nexevo/client';
import type { Account, Accounts } from './accounts.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import type { KeySpend } from './keys/key-spend.ts';
import type { Key } from './keys/key-store.ts';
import type { SpendAlerts } from './keys/spend-alerts.ts';
import { formatMoney, type Money, parseMoney } from './money.ts';
import { newId } from './new-id.ts';
import { plans } from './plans.ts';
import { costOf, type TokenCount } from './prices.ts';

export interface Generation {
  id: string;
  account: Account;
  tier: Tier;
  /** Absent when a login's token asked. */
  key: Key | undefined;
}

interface GenerationsOptions {
  database: Database;
  accounts: Accounts;
  spend: KeySpend;
  alerts: SpendAlerts;
  clock: Clock;
}

/** Every reply there was: what feedback refers to and what the account pays for. */
export class Generations {
  readonly #database: Database;
  readonly #options: GenerationsOptions;

  constructor(options: GenerationsOptions) {
    this.#database = options.database;
    this.#options = options;
  }

  /** Notes a reply that begins. It costs nothing yet. */
  start(options: Omit<Generation, 'id'> & { model: string }): Generation {
    const { account, model, tier, key } = options;
    const id = newId('gen');
    this.#database
      .prepare(
        `INSERT INTO generations (id, account_id, key_id, model, tier, created_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(id, account.id, key?.id ?? null, model, tier, this.#now());
    return { id, account, tier, key };
  }

  /** Charges what was produced, whole or cut short: reply, balance, usage and the key's spending move together. */
  settle(
    { id, account, tier, key }: Generation,
    tokens: TokenCount,
    at = this.#options.clock.now(),
  ): void {
    const { accounts, spend, alerts } = this.#options;
    const cost = costOf(tier, tokens, plans[account.plan].discount);
    const { inputTokens, outputTokens } = tokens;
    const day = { account: account.id, tier, date: new Date(at).toISOString().slice(0, 10) };
    this.#database.transaction(() => {
      this.#database
        .prepare(
          'UPDATE generations SET input_tokens = ?, output_tokens = ?, cost = ? WHERE id = ?',
        )
        .run(inputTokens, outputTokens, formatMoney(cost), id);
      accounts.move(account.id, -cost);
      this.#count(day, tokens, cost);
      if (!key) return;
      spend.add(key.id, cost, at);
      alerts.check(key.id);
    });
  }

  belongsTo(account: number, id: string): boolean {
    return (
      this.#database
        .prepare('SELECT 1 FROM generations WHERE id = ? AND account_id = ?')
        .get(id, account) !== undefined
    );
  }

  #count(
    { account, date, tier }: { account: number; date: string; tier: Tier },
    { inputTokens, outputTokens }: TokenCount,
    cost: Money,
  ): void {
    const before = this.#database
      .prepare('SELECT cost FROM usage WHERE account_id = ? AND date = ? AND tier = ?')
      .get(account, date, tier);
    const sum = formatMoney(cost + parseMoney((before?.cost as string) ?? '0'));
    this.#database
      .prepare(
        `INSERT INTO usage (account_id, date, tier, requests, input_tokens, output_tokens, cost)
         VALUES (?, ?, ?, 1, ?, ?, ?)
         ON CONFLICT DO UPDATE SET
           requests = requests + 1,
           input_tokens = input_tokens + excluded.input_tokens,
           output_tokens = output_tokens + excluded.output_tokens,
           cost = excluded.cost`,
      )
      .run(account, date, tier, inputTokens, outputTokens, sum);
  }

  #now(): string {
    return new Date(this.#options.clock.now()).toISOString();
  }
}
