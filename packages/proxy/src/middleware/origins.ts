import cors from 'cors';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ProxyError } from '../errors.ts';
import { hostRefusal, isUnmovable } from './hosts.ts';

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

/**
 * Refuses pages of other origins than the listed ones and the proxy's own. A request without Origin passes: browsers
 * send one with everything that begins a session. `hosts` are the proxy's names, where they are told; `requireHost`
 * has been here before.
 */
export function allowedOrigin(
  { origins, hosts }: { origins: ReadonlySet<string>; hosts: ReadonlySet<string> | undefined },
  logger: Logger,
): RequestHandler {
  const refuseHost = hostRefusal(logger);
  return (request, _response, next) => {
    const origin = request.get('origin');
    if (origin === undefined || origins.has(origin)) return next();
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    // A page cannot choose its Host header; X-Forwarded-Host counts only where the app trusts a reverse proxy.
    if (url?.host === request.host) {
      if (hosts || isProven(url)) return next();
      throw refuseHost(url.hostname);
    }
    throw new ProxyError(
      'origin_not_allowed',
      `Pages of ${origin} may not use this chat. Its operator can allow them: add this origin to the proxy's NEXEVO_ORIGINS, or its option "origins".`,
    );
  };
}

/** Nobody has a certificate for a name of ours but us; without one, the name may be a stranger's that was led here. */
function isProven({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isUnmovable(hostname);
}
