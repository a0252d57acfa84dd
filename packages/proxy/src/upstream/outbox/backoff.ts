import { NexevoError } from '@nexevo/client';

export interface BackoffOptions {
  firstMs: number;
  longestMs: number;
}

/** A gateway may ask for a month; looking again after an hour costs it nothing. */
const longestAskedMs = 60 * 60_000;

/** Whole milliseconds before attempt `attempt + 1`: doubling, jittered, capped, and never sooner than the gateway asked. */
export function backoff(
  attempt: number,
  { firstMs, longestMs }: BackoffOptions,
  error?: unknown,
): number {
  const asked = error instanceof NexevoError ? (error.retryAfter ?? 0) * 1000 : 0;
  const doubled = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 30));
  const jittered = Math.ceil(doubled * (0.5 + Math.random() / 2));
  return Math.max(Math.min(asked, longestAskedMs), jittered);
}
