import { z } from 'zod';
import { plainText } from './plain-text.ts';

/** Longest comment, in Unicode code points, as the gateway counts. */
export const maxCommentLength = 2000;

/** `PUT /messages/:id/feedback`: the latest wins. */
export const feedback = z.strictObject({
  rating: z.union([z.literal(1), z.literal(-1)]),
  tags: z.array(plainText().min(1).max(64)).max(10).optional(),
  comment: plainText()
    .refine(
      (text) => [...text].length <= maxCommentLength,
      `must be at most ${maxCommentLength} characters`,
    )
    .optional(),
});
export type Feedback = z.infer<typeof feedback>;

/** `GET /feedback/summary?days=` (operators). */
export const feedbackSummary = z.object({
  days: z.number().int(),
  total: z.number().int(),
  positive: z.number().int(),
  negative: z.number().int(),
  /** 0–100, or `null` when nobody has voted. */
  positive_pct: z.number().nullable(),
});
export type FeedbackSummary = z.infer<typeof feedbackSummary>;
