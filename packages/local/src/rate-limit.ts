import type { Request, RequestHandler, Response } from 'express';
import { identityOf } from './caller.ts';
import type { Clock } from './clock.ts';
import { ApiError } from './errors.ts';

const windowMs = 60_000;
/** So many windows, and those that are over are thrown away. */
const sweepAt = 1000;

interface Window {
  endsAt: number;
  used: number;
}

/** Counts every request of a key in windows of a minute, and tells the count in `X-RateLimit-*`. Without a key its address counts. */
export function limitRate(options: { requestsPerMinute: number; clock: Clock }): RequestHandler {
  const { requestsPerMinute, clock } = options;
  const windows = new Map<string, Window>();
  return (request, response, next) => {
    const id = counted(request, response);
    const now = clock.now();
    let window = windows.get(id);
    if (!window || window.endsAt <= now) {
      window = { endsAt: now + windowMs, used: 0 };
      if (windows.size >= sweepAt) sweep(windows, now);
      windows.set(id, window);
    }
    window.used += 1;
    const reset = Math.ceil((window.endsAt - now) / 1000);
    response.set({
      'X-RateLimit-Limit': String(requestsPerMinute),
      'X-RateLimit-Remaining': String(Math.max(0, requestsPerMinute - window.used)),
      'X-RateLimit-Reset': String(reset),
    });
    if (window.used > requestsPerMinute)
      throw new ApiError(
        'rate_limit_exceeded',
        `The ${requestsPerMinute} requests of this minute are used up; try again in ${reset} s.`,
      );
    next();
  };
}

function counted(request: Request, response: Response): string {
  const identity = identityOf(response);
  return identity?.key?.id ?? identity?.user ?? `address ${request.ip}`;
}

function sweep(windows: Map<string, Window>, now: number): void {
  for (const [id, { endsAt }] of windows) if (endsAt <= now) windows.delete(id);
}
