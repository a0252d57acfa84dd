import type { NexevoError, NexevoErrorDetails } from './nexevo-error.ts';
import { redact } from './redact.ts';
import { familyOf } from './status-errors.ts';

const longestMessage = 500;

/** Families the gateway names inside a stream, where no status says it. */
const statusByName: Record<string, number> = {
  invalid_api_key: 401,
  insufficient_balance: 402,
  account_suspended: 402,
  rate_limit_exceeded: 429,
  tenant_monthly_quota_exceeded: 429,
  invalid_request_error: 400,
};

/**
 * The typed error for the gateway's `{"error": {message, type, code}}`; any other body is tolerated.
 * Without a status the names in the body decide, and failing those it is the upstream's fault.
 */
export function errorFromBody(
  body: unknown,
  details: Omit<NexevoErrorDetails, 'code'> = {},
): NexevoError {
  const error = field(body, 'error');
  const type = text(field(error, 'type'));
  const code = text(field(error, 'code'));
  const status = details.status ?? namedStatus(code) ?? namedStatus(type) ?? 502;
  const family = familyOf(status);
  const message =
    text(field(error, 'message')) ??
    text(error) ??
    (details.status
      ? `The gateway answered ${details.status} without a readable reason.`
      : 'The gateway reported an error without a reason.');
  // Before it is cut, or half of a token would not be known for one.
  return new family.error(redact(message, details.secret).slice(0, longestMessage), {
    ...details,
    code: code ?? family.code,
    ...(type !== undefined && { type }),
  });
}

/** Whether a body or an event is the gateway's error shape. An empty one says that there is none. */
export function isErrorBody(body: unknown): boolean {
  return Boolean(field(body, 'error'));
}

function namedStatus(name: string | undefined): number | undefined {
  if (name === undefined) return undefined;
  // Some models' servers put the HTTP status itself in `code`.
  return /^[45]\d\d$/.test(name) ? Number(name) : statusByName[name];
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
