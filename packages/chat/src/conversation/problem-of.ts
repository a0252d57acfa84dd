import { toChatError } from '../api/errors.ts';
import type { Problem } from './conversation-state.ts';

/** What the visitor is told of a failure. */
export function problemOf(error: unknown): Problem {
  const { code, retryAfter, traceId } = toChatError(error);
  return { code, retryAfter, traceId };
}
