import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { ApiError } from './errors.ts';
import { isLoopback } from './loopback.ts';

/**
 * Refuses pages under a name: it may have been led to this machine after the page was loaded (DNS rebinding), and any
 * test key would do. Browsers tell the page with everything that changes something; servers and scripts tell none.
 */
export function refusePages(): RequestHandler {
  return (request, _response, next) => {
    const origin = request.get('origin');
    if (origin === undefined || isFixed(origin)) return next();
    throw new ApiError(
      'origin_not_allowed',
      'This API is for servers: web pages may use it from localhost or an address in digits only.',
    );
  };
}

function isFixed(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return isLoopback(hostname) || isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
}
