import type { NexevoClient } from '@nexevo/client';
import { type FeedbackSummary, usageQuery } from '@nexevo/protocol';
import { type RequestHandler, Router } from 'express';
import { validateQuery } from '../middleware/validate.ts';
import { SingleFlight } from '../single-flight.ts';
import { toOperatorError } from '../upstream/operator-error.ts';
import type { UsageReader } from '../upstream/usage-reader.ts';

/** `GET /usage?days=` and `GET /feedback/summary?days=`, for operators; cached for a minute to spare the gateway. */
export function usageRoutes({
  client,
  usage,
  operator,
}: {
  client: NexevoClient;
  usage: UsageReader;
  operator: RequestHandler;
}): Router {
  const router = Router();
  const summaries = new SingleFlight<FeedbackSummary>({ ttlMs: 60_000 });

  router.get('/usage', operator, async (request, response) => {
    const { days } = validateQuery(usageQuery, request.query);
    response.json(await usage.read(days));
  });

  router.get('/feedback/summary', operator, async (request, response) => {
    const { days } = validateQuery(usageQuery, request.query);
    response.json(await summaries.get(`${days}`, () => readSummary(client, days)));
  });

  return router;
}

async function readSummary(client: NexevoClient, days: number): Promise<FeedbackSummary> {
  try {
    const { total, positive, negative, positive_pct } = await client.feedback.summary({ days });
    return { days, total, positive, negative, positive_pct };
  } catch (error) {
    throw toOperatorError(error);
  }
}
