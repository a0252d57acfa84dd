import { NexevoError } from '../errors/index.ts';
import { printable } from './printable.ts';
import { UsageError } from './usage-error.ts';

/** What is said of a failure, and the exit code that goes with it. */
export interface Explanation {
  exitCode: 1 | 2 | 130;
  /** One line for people. */
  sentence: string;
  json: { error: Record<string, unknown> };
}

const hints: Record<string, string> = {
  invalid_option: 'Check NEXEVO_API_KEY, or --url',
  invalid_api_key: 'Check NEXEVO_API_KEY',
  connection_failed: 'Check the network, or --url',
  totp_required: 'Say --totp-code',
  insufficient_balance: 'Top up: nexevo billing checkout <usd>',
  account_suspended: 'Top up: nexevo billing checkout <usd>',
};

/** Every failure in one sentence with its code; what nobody foresaw is thrown again. */
export function explain(error: unknown): Explanation {
  if (error instanceof UsageError) {
    const message = `${error.message}.`;
    return told(2, message, { name: error.name, message, code: 'wrong_usage' });
  }
  if (error instanceof NexevoError) {
    const { code, traceId, retryAfter } = error;
    const isOurs = code === 'invalid_argument' || code === 'invalid_option';
    const known = [
      code,
      ...(retryAfter === undefined ? [] : [`again in ${retryAfter} s`]),
      ...(traceId === undefined ? [] : [`trace ${traceId}`]),
    ].join(', ');
    const message = printable(error.message).replace(/\.$/, '');
    const hint = hints[code] ? ` ${hints[code]}.` : '';
    return told(isOurs ? 2 : 1, `${message} (${known}).${hint}`, error.toJSON());
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return told(130, 'Interrupted.', {
      name: error.name,
      message: 'Interrupted.',
      code: 'aborted',
    });
  }
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (!code || !syscall) throw error;
  return told(1, `${message}.`, { name: 'Error', message, code });
}

function told(
  exitCode: Explanation['exitCode'],
  sentence: string,
  error: Record<string, unknown>,
): Explanation {
  return { exitCode, sentence: `nexevo: ${sentence}`, json: { error } };
}
