import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** One line a request at level `debug`: by its route, so that nothing a visitor wrote into a path is in it. */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const { method } = request;
      logger.debug(
        {
          requestId: response.get('X-Request-Id'),
          method,
          route: routeOf(request),
          status: response.statusCode,
          ms: Math.round(performance.now() - began),
          ...(!response.writableFinished && { left: true }),
        },
        'request',
      );
    });
    next();
  };
}

/** `/conversations/:id`, or nothing where no route was reached. */
export function routeOf(request: { route?: { path?: unknown } }): string | undefined {
  const path = request.route?.path;
  return typeof path === 'string' ? path : undefined;
}
