import type { Balance, Tier, Usage, UsageTotals } from '@nexevo/client';
import Big from 'big.js';
import { Router } from 'express';
import { accountOf } from './auth.ts';
import { type Clock, dayMs } from './clock.ts';
import type { Database } from './database.ts';
import { formatAmount } from './prices.ts';
import { daysQuery, validate } from './validate.ts';

/** `GET /billing/balance` and `GET /billing/usage?days=`. */
export function billingRouter(database: Database, clock: Clock): Router {
  const router = Router();

  router.get('/billing/balance', (_request, response) => {
    const balance: Balance = {
      balance_usd: formatAmount(accountOf(response).balance),
      currency: 'USD',
    };
    response.json(balance);
  });

  router.get('/billing/usage', (request, response) => {
    const { days } = validate(daysQuery, request.query);
    const dates = lastDates(days, clock.now());
    const rows = database
      .prepare('SELECT * FROM usage WHERE account_id = ? AND date >= ?')
      .all(accountOf(response).id, dates[0] as string);
    response.json(summarize(dates, rows));
  });

  return router;
}

/** The UTC dates of the last days, oldest first, today the last. */
function lastDates(days: number, now: number): string[] {
  return Array.from({ length: days }, (_, index) =>
    new Date(now - (days - 1 - index) * dayMs).toISOString().slice(0, 10),
  );
}

function summarize(dates: string[], rows: Record<string, unknown>[]): Usage {
  const byTier: Usage['by_tier'] = {};
  for (const tier of new Set(rows.map((row) => row.tier as Tier)))
    byTier[tier] = sum(rows.filter((row) => row.tier === tier));
  return {
    days: dates.length,
    daily: dates.map((date) => ({ date, ...sum(rows.filter((row) => row.date === date)) })),
    by_tier: byTier,
    total: sum(rows),
  };
}

function sum(rows: Record<string, unknown>[]): UsageTotals {
  const totals = { requests: 0, input_tokens: 0, output_tokens: 0 };
  let cost = new Big(0);
  for (const row of rows) {
    totals.requests += row.requests as number;
    totals.input_tokens += row.input_tokens as number;
    totals.output_tokens += row.output_tokens as number;
    cost = cost.plus(row.cost as string);
  }
  return { ...totals, cost_usd: formatAmount(cost) };
}
