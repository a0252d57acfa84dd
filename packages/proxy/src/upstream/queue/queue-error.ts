import { RateLimitError } from '@nexevo/client';

export type QueueErrorCode = 'queue_full' | 'queue_timeout';

/** The gateway's minute is spoken for. Like its own 429: nothing was sent, and it may be tried again. */
export class QueueError extends RateLimitError {
  declare readonly code: QueueErrorCode;

  constructor(code: QueueErrorCode, retryAfter: number) {
    super(
      code === 'queue_full'
        ? 'Too many requests wait for the gateway.'
        : 'The gateway had no room for this request for as long as it could wait.',
      { code, retryAfter },
    );
  }
}
