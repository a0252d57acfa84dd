import { checkCount } from './arguments.ts';
import type { RequestOptions } from './request.ts';
import { routes } from './routes.ts';
import type { Transport } from './transport.ts';

/** An exact amount as decimal digits, e.g. `"19.998740"`. Never parse it as a float. */
export type DecimalString = string;

/** How a request is billed: by the `model` it names (documented). */
export type Tier = 'fast' | 'balanced' | 'passthrough' | 'byok';

/** What `balance` answers; the field names are inferred. */
export interface Balance {
  balance_usd: DecimalString;
  currency: 'USD';
}

export interface UsageTotals {
  requests: number;
  input_tokens: number;
  output_tokens: number;
  cost_usd: DecimalString;
}

/** What `usage` answers: one row a UTC day, oldest first, days without use included; `by_tier` is documented, the rest inferred. */
export interface Usage {
  days: number;
  /** `date` is `YYYY-MM-DD`. */
  daily: (UsageTotals & { date: string })[];
  by_tier: Partial<Record<Tier, UsageTotals>>;
  total: UsageTotals;
}

/** `billing`: what the account holds and what it spent. */
export class BillingResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  balance(options: RequestOptions = {}): Promise<Balance> {
    return this.#transport.json(routes.balance, options);
  }

  /** The last `days` UTC days, today included. */
  async usage({ days }: { days?: number } = {}, options: RequestOptions = {}): Promise<Usage> {
    checkCount(days, 'days');
    return this.#transport.json(routes.usage, { ...options, query: { days } });
  }
}
