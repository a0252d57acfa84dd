import {
  AuthenticationError,
  ConflictError,
  InsufficientBalanceError,
  InvalidRequestError,
  NexevoError,
  NotFoundError,
  PermissionError,
  RateLimitError,
} from '@nexevo/client';

/**
 * What a failed call means for what is to be told:
 * `away`: the gateway takes nothing now, and has not taken this;
 * `unseen`: it may have taken it;
 * `missing`: there is no such thing, or no such route;
 * `refused`: it will never take this.
 */
export type Failure = 'away' | 'unseen' | 'missing' | 'refused';

/** Statuses by which a server says that it has no such route. */
const noRoute = new Set([405, 410, 501]);

export function classify(error: unknown): Failure {
  if (!(error instanceof NexevoError)) return 'unseen';
  if (error.status !== undefined && noRoute.has(error.status)) return 'missing';
  if (error instanceof NotFoundError || error instanceof PermissionError) return 'missing';
  if (error.ambiguous) return 'unseen';
  if (
    error instanceof RateLimitError ||
    error instanceof AuthenticationError ||
    error instanceof InsufficientBalanceError
  ) {
    return 'away';
  }
  // 408 and 425 ask for the same again.
  const asksAgain = error.status === 408 || error.status === 425;
  if (error instanceof ConflictError) return 'refused';
  return error instanceof InvalidRequestError && !asksAgain ? 'refused' : 'away';
}

const longestText = 200;

/** What an operator reads of it. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, longestText);
  const { message } = error;
  const details =
    error instanceof NexevoError
      ? [error.code, error.status, error.traceId].filter((part) => part !== undefined)
      : [error.name];
  return `${message.slice(0, longestText)} (${details.join(', ')})`;
}
