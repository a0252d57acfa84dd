import type { ClientErrorCode } from './codes.ts';
import { NexevoError, type NexevoErrorDetails } from './nexevo-error.ts';

/** 401: the key is wrong, revoked or expired. */
export class AuthenticationError extends NexevoError {}

/** 402: the account has no balance, or is suspended. */
export class InsufficientBalanceError extends NexevoError {}

/** 403: the key may not do this. */
export class PermissionError extends NexevoError {}

/** 404: no such thing, or the gateway has no such route. A repeated DELETE ends here too: it is gone either way. */
export class NotFoundError extends NexevoError {}

/** 400, 422 and other refusals of what was sent; with the code `invalid_argument` nothing was sent at all. */
export class InvalidRequestError extends NexevoError {}

/** 409: contradicts the state of things. */
export class ConflictError extends NexevoError {}

/** 429: over the requests a minute (`rate_limit_exceeded`) or the month's quota (`tenant_monthly_quota_exceeded`). */
export class RateLimitError extends NexevoError {}

/** 5xx, or an error inside a stream: the gateway or the model behind it failed. */
export class UpstreamError extends NexevoError {
  constructor(message: string, details: NexevoErrorDetails) {
    super(message, { ambiguous: true, ...details });
  }
}

interface StatusFamily {
  error: typeof NexevoError;
  code: ClientErrorCode;
}

const families: Record<number, StatusFamily> = {
  400: { error: InvalidRequestError, code: 'invalid_request' },
  401: { error: AuthenticationError, code: 'invalid_api_key' },
  402: { error: InsufficientBalanceError, code: 'insufficient_balance' },
  403: { error: PermissionError, code: 'permission_denied' },
  404: { error: NotFoundError, code: 'not_found' },
  409: { error: ConflictError, code: 'conflict' },
  422: { error: InvalidRequestError, code: 'invalid_request' },
  429: { error: RateLimitError, code: 'rate_limit_exceeded' },
};

/** The class for a status, and the code for when the gateway names none. */
export function familyOf(status: number): StatusFamily {
  return (
    families[status] ??
    (status >= 500
      ? { error: UpstreamError, code: 'upstream_error' }
      : { error: InvalidRequestError, code: 'invalid_request' })
  );
}
