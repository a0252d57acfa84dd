import { isIP } from 'node:net';
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/**
 * The address a request counts for: one IPv4 address, however it is written, or one IPv6 /64, which is what a single
 * household gets. It is the connection's own, or what the app's `trust proxy` makes of `X-Forwarded-For`.
 */
export function addressOf(request: Request): string {
  return blockOf(request.ip) ?? blockOf(request.socket.remoteAddress) ?? 'unknown';
}

/** `undefined` for what is no address: a forwarded header may hold anything. */
export function blockOf(address: string | undefined): string | undefined {
  // Some reverse proxies add the port, and link-local addresses name their interface.
  const bare = (address ?? '')
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '');
  return isIP(bare) ? ipKeyGenerator(bare, 64) : undefined;
}
