import type { RateLimit } from './rate-limit.ts';
import type { Route } from './routes.ts';

/** One request that wants to leave: the first attempt of a call, or a repetition. */
export interface GateRequest {
  route: Route;
  /** `pass` of the call's options, as it was given. */
  pass: unknown;
  /** Aborts when nobody waits for the answer any more; `enter` then has to reject. */
  signal: AbortSignal;
}

/** What became of it. Headers that did not come, or cannot be right, are absent. */
export interface GateOutcome {
  rateLimit: RateLimit;
  /** The gateway has been sent it, and has not refused it: also when nobody waited for the answer any more. */
  isTaken: boolean;
  /** What the attempt failed with, typed where it can be. */
  error?: unknown;
}

/**
 * Stands before every request of a client and hears of every answer, to pace them.
 * `enter` resolves when the request may leave; what it rejects with ends the call, and is never tried again.
 * Its result is called once, when the answer, or for a stream its headers, have come or failed to.
 */
export interface Gate {
  enter(request: GateRequest): Promise<(outcome: GateOutcome) => void>;
}
