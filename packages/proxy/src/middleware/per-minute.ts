import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { ProxyError } from '../errors.ts';
import { addressOf } from './address.ts';

export interface PerMinuteOptions {
  /** What the `RateLimit` headers call it. */
  name: string;
  limit: number;
  /** Whose requests are counted together. @default those of one address */
  keyOf?: (request: Request, response: Response) => string;
}

/** At most `limit` requests a minute. Every answer tells in `RateLimit` headers what is left. */
export function perMinute({ name, limit, keyOf = addressOf }: PerMinuteOptions): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    identifier: name,
    keyGenerator: (request, response) => keyOf(request, response),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request, _response, next) => {
      const { resetTime } = (request as Request & { rateLimit: { resetTime?: Date } }).rateLimit;
      const left = resetTime ? Math.ceil((resetTime.getTime() - Date.now()) / 1000) : 60;
      const retryAfter = Math.max(1, left);
      next(
        new ProxyError('rate_limited', `Too many requests: try again in ${retryAfter} seconds.`, {
          retryAfter,
        }),
      );
    },
  });
}
