import { setTimeout as sleep } from 'node:timers/promises';

/** A day, in milliseconds. */
export const dayMs = 86_400_000;

/** Time as the rest of the package sees it, so that a test can own it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`; rejects with an `AbortError` when the signal fires first. */
  sleep(ms: number, options: { signal?: AbortSignal }): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, { signal }) => sleep(ms, undefined, { signal }),
};
