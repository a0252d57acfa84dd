import type { CodeOf } from './codes.ts';
import { NexevoError, type NexevoErrorDetails } from './nexevo-error.ts';

/** Only the client throws these, so no code of the gateway's can stand in them. */
type OwnDetails<Code> = NexevoErrorDetails & { code: Code };

/** No answer: refused, unresolved, reset, closed. `ambiguous` is false when nothing can have been sent. */
export class ConnectionError extends NexevoError {
  constructor(message: string, details: OwnDetails<CodeOf<'ConnectionError'>>) {
    super(message, details);
  }
}

/** No answer in time (`timeout`), or silence in the middle of one (`idle_timeout`). */
export class TimeoutError extends NexevoError {
  constructor(message: string, details: OwnDetails<CodeOf<'TimeoutError'>>) {
    super(message, { ambiguous: true, ...details });
  }
}

/** An answer that cannot be one of the gateway's: HTML, broken JSON, a redirect, too large. */
export class InvalidResponseError extends NexevoError {
  constructor(message: string, details: OwnDetails<CodeOf<'InvalidResponseError'>>) {
    super(message, { ambiguous: true, ...details });
  }
}

/** A stream that was cut, or ended without a finish reason or without `[DONE]`. What came before it is genuine. */
export class StreamInterruptedError extends NexevoError {
  constructor(message: string, details: OwnDetails<CodeOf<'StreamInterruptedError'>>) {
    super(message, { ambiguous: true, ...details });
  }
}

/** What a webhook received was not signed by the gateway with its secret, or too long ago. */
export class WebhookSignatureError extends NexevoError {
  constructor(message: string, details: OwnDetails<CodeOf<'WebhookSignatureError'>>) {
    super(message, details);
  }
}
