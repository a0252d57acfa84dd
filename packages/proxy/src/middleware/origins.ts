import cors from 'cors';
import type { Request, RequestHandler } from 'express';
import { ProxyError } from '../errors.ts';

/**
 * CORS for the API. Every origin may read our answers, so that a refusal is a readable sentence and not a riddle;
 * `allowedOrigin` then refuses what is not listed. Bearer tokens only: no cookie rides along.
 */
export function corsHeaders(): RequestHandler {
  return cors({
    origin: true,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Last-Event-ID'],
    exposedHeaders: [
      'Nexevo-Config',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'X-Request-Id',
      'X-Trace-Id',
    ],
    maxAge: 7200,
  });
}

/** Refuses pages of other origins than the listed ones and the proxy's own. A request without Origin passes. */
export function allowedOrigin(origins: ReadonlySet<string>): RequestHandler {
  return (request, _response, next) => {
    const origin = request.get('origin');
    if (origin === undefined || origins.has(origin) || isOwn(origin, request)) return next();
    throw new ProxyError(
      'origin_not_allowed',
      `Pages of ${origin} may not use this chat. Its operator can allow them: add this origin to the proxy's option "origins".`,
    );
  };
}

/** A page cannot choose its Host header (nor X-Forwarded-Host), and a name rebound to this address meets no cookie. */
function isOwn(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
