import type { DeliveryOutcome } from '../../store/outbox.ts';
import type { Attempt } from './attempt.ts';
import { backoff } from './backoff.ts';
import { classify, describeFailure } from './failure.ts';
import {
  CheckFailed,
  ConversationsRefused,
  GoneUpstream,
  UntraceableConversation,
} from './outbox-errors.ts';

const retries = { firstMs: 1000, longestMs: 10 * 60_000 };

/** What is to become of an entry after a failure. Only what can never help waits for the operator; a delete that can is tried for ever. */
export function judgeFailure(
  error: unknown,
  { delivery, doubt }: Attempt,
  { timeoutMs }: { timeoutMs: number },
): DeliveryOutcome {
  const isWrapped = error instanceof CheckFailed || error instanceof ConversationsRefused;
  const cause = isWrapped ? error.cause : error;
  const failure = classify(cause);
  const text = describeFailure(error instanceof GoneUpstream ? error : cause);
  if (error instanceof UntraceableConversation) return { kind: 'paused', error: error.message };
  const isFinal =
    error instanceof GoneUpstream ||
    failure === 'refused' ||
    (delivery.kind === 'feedback' && failure === 'missing');
  if (isFinal && delivery.kind !== 'delete') return { kind: 'paused', error: text };
  const wait = backoff(delivery.attempts, retries, cause);
  // A request that was not seen to end may still be under way; whoever looks before its time is up sees too little.
  const isUnderWay = doubt !== undefined && !(error instanceof CheckFailed);
  return {
    kind: 'later',
    at: Date.now() + (isUnderWay ? Math.max(wait, timeoutMs) : wait),
    doubt,
    error: text,
    isCheck: error instanceof CheckFailed && failure === 'unseen',
  };
}
