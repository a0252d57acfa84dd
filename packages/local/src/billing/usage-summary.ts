import type { Tier, Usage, UsageTotals } from '@nexevo/client';
import { dayMs } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { formatMoney, parseMoney } from '../money.ts';

/** What an account used in the last `days` UTC days, today included: by day, by tier and in all. */
export function summarizeUsage(
  database: Database,
  { account, days, now }: { account: number; days: number; now: number },
): Usage {
  const dates = lastDates(days, now);
  const rows = database
    .prepare('SELECT * FROM usage WHERE account_id = ? AND date BETWEEN ? AND ?')
    .all(account, dates[0] as string, dates.at(-1) as string);
  const byTier: Usage['by_tier'] = {};
  for (const tier of new Set(rows.map((row) => row.tier as Tier)))
    byTier[tier] = sum(rows.filter((row) => row.tier === tier));
  return {
    days,
    daily: dates.map((date) => ({ date, ...sum(rows.filter((row) => row.date === date)) })),
    by_tier: byTier,
    total: sum(rows),
  };
}

/** Oldest first. */
function lastDates(days: number, now: number): string[] {
  return Array.from({ length: days }, (_, index) =>
    new Date(now - (days - 1 - index) * dayMs).toISOString().slice(0, 10),
  );
}

function sum(rows: Record<string, unknown>[]): UsageTotals {
  const totals = { requests: 0, input_tokens: 0, output_tokens: 0 };
  let cost = 0n;
  for (const row of rows) {
    totals.requests += row.requests as number;
    totals.input_tokens += row.input_tokens as number;
    totals.output_tokens += row.output_tokens as number;
    cost += parseMoney(row.cost as string);
  }
  return { ...totals, cost_usd: formatMoney(cost) };
}
