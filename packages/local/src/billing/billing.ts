import type { Balance, Plan, UpgradeHint } from '@nexevo/client';
import { Router } from 'express';
import { accountOf } from '../caller.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { formatMoney, parseMoney } from '../money.ts';
import { plans } from '../plans.ts';
import { daysQuery, validate } from '../validate.ts';
import { upgradeHint } from './upgrade-hint.ts';
import { summarizeUsage } from './usage-summary.ts';

/** The days the upgrade hint looks back. */
const month = 30;

interface BillingOptions {
  database: Database;
  clock: Clock;
  requestsPerMinute: number;
}

/** `GET /billing/balance`, `/usage?days=`, `/plan` and `/upgrade-hint`. */
export function billingRouter({ database, clock, requestsPerMinute }: BillingOptions): Router {
  const router = Router();
  const usageOf = (account: number, days: number) =>
    summarizeUsage(database, { account, days, now: clock.now() });

  router.get('/billing/balance', (_request, response) => {
    const balance: Balance = {
      balance_usd: formatMoney(accountOf(response).balance),
      currency: 'USD',
    };
    response.json(balance);
  });

  router.get('/billing/usage', (request, response) => {
    const { days } = validate(daysQuery, request.query);
    response.json(usageOf(accountOf(response).id, days));
  });

  router.get('/billing/plan', (_request, response) => {
    const { plan } = accountOf(response);
    const { name, monthlyFee, discount } = plans[plan];
    const answer: Plan = {
      plan,
      name,
      monthly_fee_usd: formatMoney(parseMoney(monthlyFee)),
      usage_discount_pct: discount,
      requests_per_minute: requestsPerMinute,
    };
    response.json(answer);
  });

  router.get('/billing/upgrade-hint', (_request, response) => {
    const { id, plan } = accountOf(response);
    const answer: UpgradeHint = { hint: upgradeHint(plan, usageOf(id, month)) };
    response.json(answer);
  });

  return router;
}
