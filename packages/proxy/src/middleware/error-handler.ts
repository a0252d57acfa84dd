import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { ProxyError } from '../errors.ts';
import type { ProxyMetrics } from '../metrics/proxy-metrics.ts';
import { tooLarge } from './json-body.ts';
import { routeOf } from './log-requests.ts';

/** Every failure becomes `{"error": {…}}` and is counted; only unexpected ones are logged as errors. */
export function errorHandler(logger: Logger, metrics: ProxyMetrics): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const refusal = toProxyError(error);
    const { code, status, traceId, retryAfter } = refusal;
    const requestId = response.get('X-Request-Id');
    metrics.refused(code);
    if (status >= 500) {
      const { method } = request;
      const route = routeOf(request);
      logger.error({ err: error, code, traceId, requestId, method, route }, 'request failed');
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.set('Cache-Control', 'no-store');
    if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
    if (traceId !== undefined) response.set('X-Trace-Id', traceId);
    if (status === 416) response.set(rangeOf(error));
    response.status(status).json({ error: refusal.toBody(requestId) });
  };
}

/** `Content-Range`, by which the file server tells how long the file is. */
function rangeOf(error: unknown): Record<string, string> {
  const { headers = {} } = error as { headers?: Record<string, string> };
  return headers;
}

function toProxyError(error: unknown): ProxyError {
  if (error instanceof ProxyError) return error;
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (type === 'entity.too.large') return tooLarge();
  if (type === 'entity.parse.failed') {
    return new ProxyError('invalid_json', 'The body is not valid JSON.');
  }
  if (status === 415) {
    return new ProxyError(
      'unsupported_media_type',
      'Send the body as it is: without a Content-Encoding.',
    );
  }
  if (status === 412) {
    return new ProxyError('precondition_failed', 'This file is another version by now.');
  }
  if (status === 416) {
    return new ProxyError('range_not_satisfiable', 'The file ends before this range begins.', {
      cause: error,
    });
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ProxyError('invalid_request', 'The request could not be read.', { cause: error });
  }
  return new ProxyError('internal', 'Something went wrong on this server.', { cause: error });
}
