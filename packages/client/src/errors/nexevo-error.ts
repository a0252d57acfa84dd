import { redact, redactCause } from './redact.ts';

export interface NexevoErrorDetails {
  code: string;
  status?: number;
  type?: string;
  traceId?: string;
  retryAfter?: number;
  ambiguous?: boolean;
  cause?: unknown;
  /** What the call was signed with: nothing of the error repeats it. */
  secret?: string | null;
}

/** Every failure of this client but an abort, which throws the signal's own reason. Nothing in it carries a key. */
export class NexevoError extends Error {
  /** Stable: the gateway's own code where it sent one, else one of ours. */
  readonly code: string;
  /** The HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** The gateway's family of errors, e.g. `insufficient_balance`. */
  readonly type: string | undefined;
  /** `X-Trace-ID`: quote it in a support ticket. */
  readonly traceId: string | undefined;
  /** Whole seconds the gateway asked to wait. */
  readonly retryAfter: number | undefined;
  /** Whether the gateway may have carried the request out all the same. */
  readonly ambiguous: boolean;

  constructor(message: string, details: NexevoErrorDetails) {
    const { cause, secret } = details;
    const clean = (text: string) => redact(text, secret);
    super(clean(message), cause === undefined ? undefined : { cause: withoutKey(cause, secret) });
    this.name = new.target.name;
    this.code = clean(details.code);
    this.status = details.status;
    this.type = details.type && clean(details.type);
    this.traceId = details.traceId && clean(details.traceId);
    this.retryAfter = details.retryAfter;
    this.ambiguous = details.ambiguous ?? false;
  }

  /** For structured logs; without stack and cause. */
  toJSON(): Record<string, unknown> {
    const { name, message, code, status, type, traceId, retryAfter, ambiguous } = this;
    return { name, message, code, status, type, traceId, retryAfter, ambiguous };
  }
}

function withoutKey(cause: unknown, secret?: string | null): Error {
  return cause instanceof NexevoError ? cause : redactCause(cause, secret);
}
