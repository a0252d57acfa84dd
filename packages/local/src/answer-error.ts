import type { ErrorRequestHandler } from 'express';
import { ApiError } from './errors.ts';

/** Turns whatever a handler threw into the API's error shape. */
export function answerError(log: (line: string) => void): ErrorRequestHandler {
  return (thrown: unknown, _request, response, _next) => {
    const error = toApiError(thrown);
    if (error.code === 'internal_error') log(`internal error: ${describe(thrown)}`);
    if (error.code === 'upstream_error') log(error.message);
    // Half an answer cannot become an error any more; a cut connection is the honest sign.
    if (response.headersSent) response.destroy();
    else response.status(error.status).json(error.body);
  };
}

function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const { type, status } = thrown as { type?: string; status?: number };
  if (type === 'entity.parse.failed')
    return new ApiError('invalid_json', 'The body is not a JSON object.');
  if (type === 'entity.too.large')
    return new ApiError('payload_too_large', 'The body is over 4 MB.');
  if (status !== undefined && status >= 400 && status < 500)
    return new ApiError('invalid_request', 'The request could not be read.', { cause: thrown });
  return new ApiError('internal_error', 'Something broke in the local gateway; see its log.', {
    cause: thrown,
  });
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
