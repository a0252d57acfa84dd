import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ProxyError } from '../errors.ts';

/**
 * A page may have the name it came under lead to this machine a moment later; to the browser both are one origin. So a
 * request is taken only under the proxy's own names, where they are told. What no page elsewhere can have always passes:
 * an address in digits, and `localhost`.
 */
export function requireHost(
  hosts: ReadonlySet<string> | undefined,
  logger: Logger,
): RequestHandler {
  const refuse = hostRefusal(logger);
  return (request, _response, next) => {
    const name = nameOf(request);
    if (hosts === undefined || hosts.has(name) || isUnmovable(name)) return next();
    throw refuse(name);
  };
}

/** So many names are told: who makes up names is not to fill the log. */
const mostTold = 20;

/** Says it in the log, too, once a name: nobody is to be locked out without a word. */
export function hostRefusal(logger: Logger): (name: string) => ProxyError {
  const told = new Set<string>();
  return (name) => {
    const host = name.slice(0, 253);
    if (!told.has(host) && told.size < mostTold) {
      logger.warn({ host }, 'asked for by a name that is not ours: see option "hosts"');
      told.add(host);
    }
    return new ProxyError(
      'host_not_allowed',
      `This chat does not know itself by the name "${host}". Its operator can add it to the proxy's option "hosts" (NEXEVO_HOSTS).`,
    );
  };
}

/** Whether a host name cannot be made to lead elsewhere by who owns a domain. */
export function isUnmovable(hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) !== 0 || /^(.+\.)?localhost$/.test(hostname);
}

function nameOf(request: Request): string {
  return (request.hostname ?? '').toLowerCase();
}
