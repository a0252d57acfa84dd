import type { NexevoClient, UsageTotals as UpstreamTotals } from '@nexevo/client';
import {
  type FeedbackSummary,
  type UsageResponse,
  type UsageTotals,
  usageQuery,
} from '@nexevo/protocol';
import { type RequestHandler, Router } from 'express';
import { validate } from '../middleware/validate.ts';
import { SingleFlight } from '../single-flight.ts';
import { toOperatorError } from '../upstream/operator-error.ts';

/** `GET /usage?days=` and `GET /feedback/summary?days=`, for operators; cached for a minute to spare the gateway. */
export function usageRoutes({
  client,
  operator,
}: {
  client: NexevoClient;
  operator: RequestHandler;
}): Router {
  const router = Router();
  const answers = new SingleFlight<unknown>({ ttlMs: 60_000 });

  router.get('/usage', operator, async (request, response) => {
    const { days } = validate(usageQuery, request.query);
    response.json(await answers.get(`usage ${days}`, () => ask(() => readUsage(client, days))));
  });

  router.get('/feedback/summary', operator, async (request, response) => {
    const { days } = validate(usageQuery, request.query);
    response.json(
      await answers.get(`feedback ${days}`, () => ask(() => readSummary(client, days))),
    );
  });

  return router;
}

async function ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    throw toOperatorError(error);
  }
}

async function readUsage(client: NexevoClient, days: number): Promise<UsageResponse> {
  const [balance, usage] = await Promise.all([
    client.billing.balance(),
    client.billing.usage({ days }),
  ]);
  return {
    balance: { amount: balance.balance_usd, currency: balance.currency },
    days: usage.daily.map((day) => ({ date: day.date, ...toTotals(day) })),
    by_tier: Object.fromEntries(
      Object.entries(usage.by_tier).map(([tier, totals]) => [tier, toTotals(totals)]),
    ),
    total: toTotals(usage.total),
    as_of: new Date().toISOString(),
  };
}

async function readSummary(client: NexevoClient, days: number): Promise<FeedbackSummary> {
  const { total, positive, negative, positive_pct } = await client.feedback.summary({ days });
  return { days, total, positive, negative, positive_pct };
}

function toTotals({
  requests,
  input_tokens,
  output_tokens,
  cost_usd,
}: UpstreamTotals): UsageTotals {
  return { requests, input_tokens, output_tokens, cost: cost_usd };
}
