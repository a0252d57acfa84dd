import Big from 'big.js';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { newId } from './new-id.ts';
import { costOf, formatAmount, type PricedTier, type TokenCount } from './prices.ts';

export interface Generation {
  id: string;
  account: number;
  tier: PricedTier;
}

/** Every reply there was: what feedback refers to and what the account pays for. */
export class Generations {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Notes a reply that begins. It costs nothing yet. */
  start(options: { account: number; model: string; tier: PricedTier }): Generation {
    const { account, model, tier } = options;
    const id = newId('gen');
    this.#database
      .prepare(
        'INSERT INTO generations (id, account_id, model, tier, created_at) VALUES (?, ?, ?, ?, ?)',
      )
      .run(id, account, model, tier, this.#now());
    return { id, account, tier };
  }

  /** Charges what was produced, whole or cut short: reply, balance and the day's usage move together. */
  settle({ id, account, tier }: Generation, tokens: TokenCount): void {
    const cost = costOf(tier, tokens);
    const { inputTokens, outputTokens } = tokens;
    const day = { account, tier, date: this.#now().slice(0, 10) };
    this.#database.transaction(() => {
      this.#database
        .prepare(
          'UPDATE generations SET input_tokens = ?, output_tokens = ?, cost = ? WHERE id = ?',
        )
        .run(inputTokens, outputTokens, formatAmount(cost), id);
      this.#charge(account, cost);
      this.#count(day, tokens, cost);
    });
  }

  belongsTo(account: number, id: string): boolean {
    return (
      this.#database
        .prepare('SELECT 1 FROM generations WHERE id = ? AND account_id = ?')
        .get(id, account) !== undefined
    );
  }

  #charge(account: number, cost: Big): void {
    const row = this.#database.prepare('SELECT balance FROM accounts WHERE id = ?').get(account);
    const balance = new Big(row?.balance as string).minus(cost);
    this.#database
      .prepare('UPDATE accounts SET balance = ? WHERE id = ?')
      .run(formatAmount(balance), account);
  }

  #count(
    { account, date, tier }: { account: number; date: string; tier: PricedTier },
    { inputTokens, outputTokens }: TokenCount,
    cost: Big,
  ): void {
    const before = this.#database
      .prepare('SELECT cost FROM usage WHERE account_id = ? AND date = ? AND tier = ?')
      .get(account, date, tier);
    const sum = formatAmount(cost.plus((before?.cost as string) ?? 0));
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
    return new Date(this.#clock.now()).toISOString();
  }
}
