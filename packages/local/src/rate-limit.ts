import type { RequestHandler } from 'express';
import { accountOf } from './auth.ts';
import type { Clock } from './clock.ts';
import { ApiError } from './errors.ts';

const windowMs = 60_000;

interface Window {
  endsAt: number;
  used: number;
}

/** Counts every request of a key in windows of a minute, and tells the count in `X-RateLimit-*`. */
export function limitRate(options: { requestsPerMinute: number; clock: Clock }): RequestHandler {
  const { requestsPerMinute, clock } = options;
  const windows = new Map<number, Window>();
  return (_request, response, next) => {
    const { id } = accountOf(response);
    const now = clock.now();
    let window = windows.get(id);
    if (!window || window.endsAt <= now) {
      window = { endsAt: now + windowMs, used: 0 };
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
        `This key has used its ${requestsPerMinute} requests of this minute; try again in ${reset} s.`,
      );
    next();
  };
}
