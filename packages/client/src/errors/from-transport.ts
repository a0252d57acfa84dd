import { NexevoError } from './nexevo-error.ts';
import { ConnectionError, InvalidResponseError, TimeoutError } from './transport-errors.ts';

/**
 * The typed error for what undici or the socket threw; our own pass, and so does what is no failure of theirs.
 * `ambiguous` only when bytes may have left: without a connection, its TLS and whatever stands between, none do.
 */
export function errorFromTransport(
  cause: unknown,
  origin: string,
  { wasSent = true, secret }: { wasSent?: boolean; secret?: string | null } = {},
): unknown {
  const code = property(cause, 'code');
  const details = { cause, secret };
  if (cause instanceof NexevoError) return cause;
  if (property(cause, 'name') === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new InvalidResponseError(`${origin} did not answer in HTTP.`, {
      code: 'invalid_http',
      ...details,
    });
  }
  if (code === undefined) return cause;
  if (code === 'UND_ERR_BODY_TIMEOUT') {
    return new TimeoutError(`${origin} fell silent in the middle of its answer.`, {
      code: 'idle_timeout',
      ...details,
    });
  }
  if (!wasSent || neverConnected(cause, code)) {
    return new ConnectionError(`${origin} cannot be reached (${code}).`, {
      code: 'connection_failed',
      ambiguous: false,
      ...details,
    });
  }
  return new ConnectionError(`${origin} closed the connection before it had answered.`, {
    code: 'connection_lost',
    ambiguous: true,
    ...details,
  });
}

function neverConnected(cause: unknown, code: string | undefined): boolean {
  const syscall = property(cause, 'syscall');
  // A host with several addresses fails with one AggregateError for all of them.
  if (cause instanceof AggregateError) {
    return cause.errors.every((each) => neverConnected(each, property(each, 'code')));
  }
  return syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT';
}

function property(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, name);
  return typeof found === 'string' ? found : undefined;
}
