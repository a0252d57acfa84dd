import { randomUUID } from 'node:crypto';
import { checkDays, checkPositive, checkText } from './arguments.ts';
import { type AmountInput, type DecimalString, jsonNumber } from './decimal.ts';
import type { RequestOptions } from './request.ts';
import { routes } from './routes.ts';
import type { Transport } from './transport.ts';

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

/** What `getPlan` answers (inferred). */
export interface Plan {
  /** Its id, as `recommend_plan` names it. */
  plan: string;
  name: string;
  monthly_fee_usd: DecimalString;
  /** Taken off what is used, in percent. */
  usage_discount_pct: number;
  requests_per_minute: number;
}

/** What `upgradeHint` answers: `null` when no other plan would have been cheaper. `recommend_plan` and `savings_pct` are documented. */
export interface UpgradeHint {
  hint: {
    recommend_plan: string;
    savings_pct: number;
    current_cost_usd?: DecimalString;
    recommended_cost_usd?: DecimalString;
  } | null;
}

export interface CheckoutParams {
  /** US dollars, above 0: `'20'`, `'19.99'`; sent digit by digit. */
  amount_usd: AmountInput;
  /**
   * 1–255 characters, e.g. `topup-2026-04-27-001`. The same key never charges twice.
   * @default a new one for this call, which the answer names
   */
  idempotency_key?: string;
}

/** What `checkout` answers; `checkout_url` is documented, the rest inferred. */
export interface Checkout {
  /** Where a person pays. */
  checkout_url: string;
  checkout_id: string;
  amount_usd: DecimalString;
  status: 'open' | 'paid' | 'expired';
  /** Send it again with the same amount to get the same checkout. */
  idempotency_key: string;
  /** ISO 8601, UTC. */
  expires_at: string;
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

  /** The last `days` UTC days, today included: 1–365. */
  async usage({ days }: { days?: number } = {}, options: RequestOptions = {}): Promise<Usage> {
    checkDays(days);
    return this.#transport.json(routes.usage, { ...options, query: { days } });
  }

  getPlan(options: RequestOptions = {}): Promise<Plan> {
    return this.#transport.json(routes.getPlan, options);
  }

  upgradeHint(options: RequestOptions = {}): Promise<UpgradeHint> {
    return this.#transport.json(routes.upgradeHint, options);
  }

  /** Opens a payment page. Sent again after lost answers: its idempotency key makes that safe. */
  async checkout(params: CheckoutParams, options: RequestOptions = {}): Promise<Checkout> {
    const amount = checkPositive(params.amount_usd, 'amount_usd');
    const { idempotency_key = `topup-${randomUUID()}` } = params;
    checkText(idempotency_key, 'idempotency_key', 255);
    const body = { amount_usd: jsonNumber(amount), idempotency_key };
    const checkout = await this.#transport.json<Checkout>(routes.checkout, { ...options, body });
    return { ...checkout, idempotency_key };
  }
}
