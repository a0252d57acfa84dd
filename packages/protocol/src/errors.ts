import { z } from 'zod';

/** Every error code the proxy can answer with, and its HTTP status. `docs/errors.md` has an entry for each. */
export const errorCodes = {
  invalid_request: 400,
  invalid_json: 400,
  unsupported_media_type: 415,
  precondition_failed: 412,
  payload_too_large: 413,
  range_not_satisfiable: 416,
  session_required: 401,
  session_expired: 401,
  session_revoked: 401,
  identity_required: 401,
  identity_invalid: 401,
  operator_required: 403,
  origin_not_allowed: 403,
  host_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  conversation_busy: 409,
  idempotency_conflict: 409,
  not_retryable: 409,
  message_too_long: 422,
  context_refused: 422,
  feedback_unavailable: 422,
  checkout_refused: 422,
  rate_limited: 429,
  too_many_runs: 429,
  daily_limit_reached: 429,
  internal: 500,
  upstream_auth: 502,
  upstream_invalid: 502,
  upstream_model: 502,
  upstream_error: 502,
  upstream_unreachable: 502,
  upstream_balance: 503,
  upstream_busy: 503,
  identity_unavailable: 503,
  queue_full: 503,
  queue_timeout: 503,
  monthly_limit_reached: 503,
  shutting_down: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorCodes;

/** Families of codes. */
export const errorType = z.enum([
  'invalid_request',
  'authentication',
  'permission',
  'not_found',
  'conflict',
  'rate_limit',
  'upstream',
  'unavailable',
  'internal',
]);
export type ErrorType = z.infer<typeof errorType>;

export const errorBody = z.object({
  /** One sentence: what failed and what to do. Never a key, never another visitor's data. */
  message: z.string(),
  type: errorType,
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  /** Whole seconds to wait before trying again. */
  retry_after: z.number().int().nonnegative().optional(),
  /** The gateway's trace id, for a support ticket. */
  trace_id: z.string().optional(),
  /** This request's id in the proxy's own log; also the header `X-Request-Id`. */
  request_id: z.string().optional(),
  /** The run that holds the conversation, with `conversation_busy`. */
  run_id: z.string().optional(),
});
export type ErrorBody = z.infer<typeof errorBody>;

/** The body of every refusal: `{"error": {...}}`. */
export const errorResponse = z.object({ error: errorBody });
export type ErrorResponse = z.infer<typeof errorResponse>;
