import type { RequestHandler } from 'express';
import { ProxyError } from '../errors.ts';

/** Lets nothing new begin while the proxy shuts down; the next process takes it. */
export function refuseWhile(isClosing: () => boolean): RequestHandler {
  return (_request, _response, next) => {
    if (!isClosing()) return next();
    throw new ProxyError('shutting_down', 'The chat is restarting: try again in a moment.', {
      retryAfter: 2,
    });
  };
}
