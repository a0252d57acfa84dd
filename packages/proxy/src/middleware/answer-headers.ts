import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Every answer of the API has an id that the log knows too, and stays out of caches. */
export function answerHeaders(): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': randomUUID(),
    });
    next();
  };
}
