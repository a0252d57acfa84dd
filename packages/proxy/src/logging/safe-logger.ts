import { type Logger, pino } from 'pino';
import { describeError } from './describe-error.ts';

const hidden = ['authorization', 'cookie', 'token', 'identity_token', 'apiKey', 'secret'];

/** JSON lines on standard output. */
export function createLogger(level = 'info'): Logger {
  const redact = [...hidden, ...hidden.map((field) => `*.${field}`)];
  return pino({ name: 'nexevo-proxy', level, redact });
}

/**
 * The proxy's logger: one of the caller's with our way to show errors, or our own on standard output.
 * No line of ours has a key, a token or a visitor's words in it; the list of hidden fields is for the day one does.
 */
export function safeLogger(logger: Logger = createLogger()): Logger {
  return logger.child({}, { serializers: { err: (error) => describeError(error) } });
}
