import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** What a reverse proxy may name a request: nothing that could break a line of the log. */
const sane = /^[\w.-]{8,64}$/;

/** Every answer has an id that the log knows too: the one it came with, if it may. */
export const nameRequest: RequestHandler = (request, response, next) => {
  const given = request.get('X-Request-Id');
  response.set('X-Request-Id', given !== undefined && sane.test(given) ? given : randomUUID());
  next();
};

/** Every answer of the API tells the version of the component's config, and stays out of caches. */
export function answerHeaders(configVersion: string): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'Nexevo-Config': configVersion,
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  };
}
