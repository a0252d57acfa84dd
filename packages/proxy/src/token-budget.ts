import { ProxyError } from './errors.ts';
import type { BudgetStore } from './store/budget-store.ts';

const dayMs = 86_400_000;

export interface TokenBudgetOptions {
  store: BudgetStore;
  /** `Infinity` for none. */
  limits: { visitorDay: number; siteMonth: number };
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number;
}

/** Holds tokens for a reply before it is asked for, and settles what it really took. */
export class TokenBudget {
  readonly #store: BudgetStore;
  readonly #limits: TokenBudgetOptions['limits'];
  readonly #now: () => number;

  constructor({ store, limits, now = Date.now }: TokenBudgetOptions) {
    this.#store = store;
    this.#limits = limits;
    this.#now = now;
  }

  /** @throws {ProxyError} `daily_limit_reached` or `monthly_limit_reached`, with the seconds until a new one begins. */
  async hold(
    visitor: string,
    tokens: { least: number; wanted: number },
  ): Promise<(used: number) => Promise<void>> {
    const limits = this.#limits;
    if (!Number.isFinite(limits.visitorDay) && !Number.isFinite(limits.siteMonth)) {
      return async () => {};
    }
    const now = this.#now();
    const result = await this.#store.holdTokens({ visitor, now, limits, ...tokens });
    if (result.kind === 'held') return (used) => this.#store.settleTokens(result.id, used);
    if (result.kind === 'visitor_day') {
      throw new ProxyError(
        'daily_limit_reached',
        'You have used what one visitor may use in a day.',
        { retryAfter: secondsUntil(Math.floor(now / dayMs + 1) * dayMs, now) },
      );
    }
    const date = new Date(now);
    throw new ProxyError(
      'monthly_limit_reached',
      'The chat is paused: what this site may use in a month is used up.',
      { retryAfter: secondsUntil(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1), now) },
    );
  }
}

function secondsUntil(moment: number, now: number): number {
  return Math.max(1, Math.ceil((moment - now) / 1000));
}
