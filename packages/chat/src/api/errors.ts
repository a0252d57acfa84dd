import type { ErrorBody, ErrorCode } from '@nexevo/protocol';

/** `network`: no answer; `invalid_response`: an answer that is not the proxy's; `endpoint_missing`: nowhere to ask. */
export type ChatErrorCode = ErrorCode | 'network' | 'invalid_response' | 'endpoint_missing';

/** A request to the proxy that failed. `code` is stable; the message is for developers, in English. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly code: ChatErrorCode;
  /** HTTP status, or 0 when there was no answer. */
  readonly status: number;
  /** Seconds to wait before trying again. */
  readonly retryAfter: number | undefined;
  /** The gateway's trace id, for a support ticket. */
  readonly traceId: string | undefined;
  /** The request's id in the proxy's log. */
  readonly requestId: string | undefined;

  constructor(
    code: ChatErrorCode,
    message: string,
    options: {
      status?: number;
      retryAfter?: number | undefined;
      traceId?: string | undefined;
      requestId?: string | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 0;
    this.retryAfter = options.retryAfter;
    this.traceId = options.traceId;
    this.requestId = options.requestId;
  }

  /** Reads a refusal: the proxy's JSON error, or whatever stands in front of it. */
  static async fromResponse(response: Response): Promise<ChatError> {
    const { status } = response;
    const {
      code = 'invalid_response',
      message = `The chat server answered ${status}.`,
      retry_after: retryAfter,
      trace_id: traceId,
      request_id: requestId,
    } = parseErrorBody(await response.text().catch(() => ''));
    return new ChatError(code, message, { status, retryAfter, traceId, requestId });
  }

  /** Whether the same request may succeed a moment later. */
  get transient(): boolean {
    return (
      this.code === 'network' || this.status >= 500 || this.status === 429 || this.status === 408
    );
  }

  /** Whether it has not reached whoever could have answered it: waiting helps, and nobody has refused anything. */
  get isUnreached(): boolean {
    return (
      this.code === 'network' ||
      this.code === 'shutting_down' ||
      this.code === 'identity_unavailable' ||
      // A balancer before a proxy that is away; a page whose own server is.
      (this.code === 'invalid_response' && this.status >= 502) ||
      (this.code === 'identity_invalid' && this.status === 0)
    );
  }
}

function parseErrorBody(text: string): Partial<ErrorBody> {
  try {
    const error = JSON.parse(text)?.error;
    return typeof error?.code === 'string' ? error : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Whether a promise was rejected because its signal was aborted: that is no failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** What a failed request ends with: an abort as it is, everything else as a `ChatError`. */
export function failureOf(error: unknown): unknown {
  return isAbort(error) ? error : toChatError(error);
}

/** Any thrown value as a `ChatError`; `fetch` rejects with a TypeError when there is no connection. */
export function toChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  return new ChatError('network', 'The chat server could not be reached.', { cause: error });
}
