import {
  AuthenticationError,
  ConnectionError,
  InsufficientBalanceError,
  InvalidResponseError,
  NexevoError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  TimeoutError,
} from '@nexevo/client';
import type { ErrorCode } from '@nexevo/protocol';
import { ProxyError } from '../errors.ts';
import { QueueError } from './queue/queue-error.ts';

/** What the visitor may know of a gateway's failure: our own sentence, the wait and the trace id, never its text. */
export function toVisitorError(error: unknown): ProxyError {
  const [code, message] = describe(error);
  const { retryAfter, traceId } = error instanceof NexevoError ? error : {};
  return new ProxyError(code, message, {
    cause: error,
    ...(retryAfter !== undefined && { retryAfter: Math.ceil(retryAfter) }),
    ...(traceId !== undefined && { traceId }),
  });
}

function describe(error: unknown): [ErrorCode, string] {
  if (error instanceof AuthenticationError || error instanceof PermissionError) {
    return [
      'upstream_auth',
      'The chat is not set up correctly; the site owner has to mend it. Your message is kept.',
    ];
  }
  if (error instanceof InsufficientBalanceError) {
    return [
      'upstream_balance',
      'The chat is paused because its AI credit is used up. Your message is kept.',
    ];
  }
  if (error instanceof QueueError) {
    return [
      error.code,
      error.code === 'queue_full'
        ? 'Too many people are waiting for the AI right now: try again in a moment.'
        : 'The AI had no time for your message. It is kept: try again in a moment.',
    ];
  }
  if (error instanceof RateLimitError) {
    return [
      'upstream_busy',
      'Many people are asking right now. Your message is kept: try again in a moment.',
    ];
  }
  if (error instanceof NotFoundError) {
    return [
      'upstream_model',
      'The chat is not set up correctly; the site owner has to mend it. Your message is kept.',
    ];
  }
  if (error instanceof TimeoutError || error instanceof ConnectionError) {
    return [
      'upstream_unreachable',
      'The AI service cannot be reached. Your message is kept: try again in a moment.',
    ];
  }
  if (error instanceof InvalidResponseError) {
    return [
      'upstream_invalid',
      'The AI service answered with something unreadable. Your message is kept: try again.',
    ];
  }
  if (error instanceof NexevoError) {
    return ['upstream_error', 'The AI service had a problem. Your message is kept: try again.'];
  }
  return ['internal', 'Something went wrong on this server. Your message is kept: try again.'];
}
