import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { ProxyError } from '../errors.ts';

/** At most `limit` requests a minute from one address; IPv6 counts by its /64. */
export function perMinute(limit: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    ipv6Subnet: 64,
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
