import { ConnectionError, NexevoError, RateLimitError } from './errors/index.ts';
import type { Route } from './routes.ts';

const firstDelay = 500;
const passingStatuses = new Set([502, 503, 504]);

/** What steers a wait between two attempts. */
export interface RetryPolicy {
  maxRetries: number;
  /** Milliseconds; a longer wait is the caller's to decide on. */
  maxRetryDelay: number;
  random: () => number;
}

/** Whether another attempt can neither do the thing twice nor be pointless. */
export function isRetryable(error: unknown, route: Route): error is NexevoError {
  if (error instanceof RateLimitError) return error.code !== 'tenant_monthly_quota_exceeded';
  if (error instanceof ConnectionError) {
    return error.code !== 'client_closed' && (route.idempotent || !error.ambiguous);
  }
  return route.idempotent && error instanceof NexevoError && passingStatuses.has(error.status ?? 0);
}

/**
 * Milliseconds before attempt `attempt + 1`, with full jitter, never sooner than the gateway asked;
 * `undefined` when it asked for more than the caller wants to be held.
 */
export function retryDelay(
  error: NexevoError,
  attempt: number,
  { maxRetryDelay, random }: RetryPolicy,
): number | undefined {
  const backoff = random() * Math.min(maxRetryDelay, firstDelay * 2 ** attempt);
  const asked = (error.retryAfter ?? 0) * 1000;
  if (asked > maxRetryDelay) return undefined;
  return Math.min(asked + backoff, maxRetryDelay);
}
