import { type ErrorBody, type ErrorCode, type ErrorType, errorCodes } from '@nexevo/protocol';

/** What an answer may carry beside its code and sentence. */
export interface ProxyErrorDetails {
  /** Whole seconds to wait before trying again. */
  retryAfter?: number;
  /** The gateway's trace id. */
  traceId?: string;
  /** The run that holds the conversation. */
  runId?: string;
  cause?: unknown;
}

/** A refusal with a stable code; `docs/errors.md` explains each. The message is shown to visitors as it is. */
export class ProxyError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly retryAfter: number | undefined;
  readonly traceId: string | undefined;
  readonly runId: string | undefined;

  constructor(code: ErrorCode, message: string, details: ProxyErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'ProxyError';
    this.code = code;
    this.status = errorCodes[code];
    this.retryAfter = details.retryAfter;
    this.traceId = details.traceId;
    this.runId = details.runId;
  }

  /** `requestId`: of the request that it answers. */
  toBody(requestId?: string): ErrorBody {
    return {
      message: this.message,
      type: typeOf(this.code),
      code: this.code,
      ...(this.retryAfter !== undefined && { retry_after: this.retryAfter }),
      ...(this.traceId !== undefined && { trace_id: this.traceId }),
      ...(this.runId !== undefined && { run_id: this.runId }),
      ...(requestId !== undefined && { request_id: requestId }),
    };
  }
}

/** The same answer for what does not exist and for what is somebody else's. */
export function notFound(): ProxyError {
  return new ProxyError('not_found', 'There is nothing here that this session may see.');
}

/** The token still holds, but its visitor was taken over by signing in, or asked to be erased. */
export function sessionRevoked(): ProxyError {
  return new ProxyError('session_revoked', 'This session is over: ask for a new one.');
}

/** An option that would make the proxy unsafe or unable to work. It stops the start. */
export class ProxyOptionError extends Error {
  readonly code = 'invalid_option';
  readonly option: string;

  constructor(option: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ProxyOptionError';
    this.option = option;
  }
}

function typeOf(code: ErrorCode): ErrorType {
  const status = errorCodes[code];
  if (code.startsWith('upstream_')) return 'upstream';
  if (status === 401) return 'authentication';
  if (status === 403) return 'permission';
  if (status === 404) return 'not_found';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate_limit';
  if (status === 503) return 'unavailable';
  return status >= 500 ? 'internal' : 'invalid_request';
}
