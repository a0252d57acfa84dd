import type { FeedbackReceipt, FeedbackSummary } from '@nexevo/client';
import { Router } from 'express';
import { z } from 'zod';
import { accountOf } from './caller.ts';
import { type Clock, dayMs } from './clock.ts';
import type { Database } from './database/database.ts';
import { ApiError } from './errors.ts';
import type { Generations } from './generations.ts';
import { newId } from './new-id.ts';
import { daysQuery, validate } from './validate.ts';

const submission = z.object({
  generation_id: z.string().min(1),
  rating: z.union([z.literal(1), z.literal(-1)], 'must be 1 or -1'),
  comment: z
    .string()
    .refine((text) => [...text].length <= 2000, 'must be at most 2,000 characters')
    .optional(),
  tags: z.array(z.string().min(1).max(64)).max(20).optional(),
});

interface FeedbackOptions {
  database: Database;
  generations: Generations;
  clock: Clock;
}

/** `POST /feedback` (the latest for a generation wins) and `GET /feedback/summary?days=`. */
export function feedbackRouter({ database, generations, clock }: FeedbackOptions): Router {
  const router = Router();

  router.post('/feedback', (request, response) => {
    const { generation_id, rating, comment, tags } = validate(submission, request.body);
    const account = accountOf(response).id;
    if (!generations.belongsTo(account, generation_id))
      throw new ApiError('generation_not_found', `No generation "${generation_id.slice(0, 80)}".`);
    const receipt: FeedbackReceipt = {
      feedback_id: newId('fb'),
      generation_id,
      rating,
      created_at: new Date(clock.now()).toISOString(),
    };
    database
      .prepare(
        `INSERT OR REPLACE INTO feedback
           (generation_id, id, account_id, rating, comment, tags, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        generation_id,
        receipt.feedback_id,
        account,
        rating,
        comment ?? null,
        JSON.stringify(tags ?? []),
        receipt.created_at,
      );
    response.status(201).json(receipt);
  });

  router.get('/feedback/summary', (request, response) => {
    const { days } = validate(daysQuery, request.query);
    const since = new Date(clock.now() - days * dayMs).toISOString();
    const row = database
      .prepare(
        `SELECT count(*) AS total, count(*) FILTER (WHERE rating = 1) AS positive
         FROM feedback WHERE account_id = ? AND created_at >= ?`,
      )
      .get(accountOf(response).id, since) as { total: number; positive: number };
    response.json(summarize(days, row));
  });

  return router;
}

function summarize(days: number, { total, positive }: { total: number; positive: number }) {
  const summary: FeedbackSummary = {
    days,
    total,
    positive,
    negative: total - positive,
    positive_pct: total === 0 ? null : Math.round((positive * 1000) / total) / 10,
  };
  return summary;
}
