import type { ErrorCode } from '@nexevo/protocol';
import { ProxyError } from '../errors.ts';
import { toVisitorError } from './visitor-error.ts';

const sentences: Partial<Record<ErrorCode, string>> = {
  upstream_auth: 'The gateway refused this proxy’s key: check NEXEVO_API_KEY.',
  upstream_balance: 'The gateway says that the balance is used up: top it up.',
  upstream_busy: 'The key’s requests of this minute are used up: try again in a moment.',
  upstream_model: 'The gateway does not know what was asked for: check NEXEVO_UPSTREAM_URL.',
  queue_full: 'Too many requests wait for the gateway: try again in a moment.',
  queue_timeout: 'The key’s requests of this minute are used up: try again in a moment.',
  upstream_unreachable: 'The gateway cannot be reached: check the network and NEXEVO_UPSTREAM_URL.',
  upstream_invalid: 'The gateway answered with something unreadable: check NEXEVO_UPSTREAM_URL.',
  upstream_error: 'The gateway had a problem: try again, or quote the trace id to its support.',
};

/** What the operator reads of a gateway's failure: the visitors' code, with what to do about it. */
export function toOperatorError(error: unknown): ProxyError {
  const { code, message, retryAfter, traceId } = toVisitorError(error);
  return new ProxyError(code, sentences[code] ?? message, {
    cause: error,
    ...(retryAfter !== undefined && { retryAfter }),
    ...(traceId !== undefined && { traceId }),
  });
}
