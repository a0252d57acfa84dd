import { checkDays, checkFeedback } from './arguments.ts';
import type { RequestOptions } from './request.ts';
import { routes } from './routes.ts';
import type { Transport } from './transport.ts';

/** 👍 is 1, 👎 is -1 (documented). */
export type Rating = 1 | -1;

export interface FeedbackParams {
  /** From the chat reply: `nexevo.generation_id` or the header `X-Nexevo-Generation-Id`. */
  generation_id: string;
  rating: Rating;
  /** At most 2,000 characters. */
  comment?: string;
  /** E.g. `accurate`, `incorrect`, `too_verbose`, `irrelevant`. */
  tags?: string[];
}

/** What `submit` answers (inferred). */
export interface FeedbackReceipt {
  feedback_id: string;
  generation_id: string;
  rating: Rating;
  created_at: string;
}

/** What `summary` answers; only `positive_pct` is documented. */
export interface FeedbackSummary {
  days: number;
  total: number;
  positive: number;
  negative: number;
  /** 0–100 with one decimal, or `null` without a vote. */
  positive_pct: number | null;
}

/** `feedback`: what people thought of a reply; it teaches the router. */
export class FeedbackResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async submit(params: FeedbackParams, options: RequestOptions = {}): Promise<FeedbackReceipt> {
    checkFeedback(params);
    return this.#transport.json(routes.submitFeedback, { ...options, body: params });
  }

  async summary(
    { days }: { days?: number } = {},
    options: RequestOptions = {},
  ): Promise<FeedbackSummary> {
    checkDays(days);
    return this.#transport.json(routes.feedbackSummary, { ...options, query: { days } });
  }
}
