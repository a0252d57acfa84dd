import { type Logger, pino } from 'pino';
import { describeError } from './describe-error.ts';

const hidden = ['authorization', 'cookie', 'token', 'identity_token', 'apiKey', 'secret'];

/**
 * The proxy's logger: one of the caller's with our way to show errors, or our own on standard output.
 * No line of ours has a key, a token or a visitor's words in it; the list of hidden fields is for the day one does.
 */
export function safeLogger(logger?: Logger): Logger {
  const base =
    logger ??
    pino({
      name: 'nexevo-proxy',
      redact: [...hidden, ...hidden.map((field) => `*.${field}`)],
    });
  return base.child({}, { serializers: { err: (error) => describeError(error) } });
}
