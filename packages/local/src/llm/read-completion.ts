import type { Reply } from '../chat/chat-model.ts';
import { ApiError } from '../errors.ts';
import type { TokenCount } from '../prices.ts';

/** As much of OpenAI's `usage` as is read; not every server sends it. */
export interface LlmUsage {
  prompt_tokens?: number;
  completion_tokens?: number;
}

/** As much of a `chat.completion` as is read. */
export interface LlmCompletion {
  choices?: { message?: Reply['message']; finish_reason?: string | null }[];
  usage?: LlmUsage | null;
}

/** @throws {ApiError} `upstream_error` when there is no reply in it */
export function readCompletion({ choices, usage }: LlmCompletion): Reply {
  const [choice] = choices ?? [];
  if (!choice?.message)
    throw new ApiError('upstream_error', 'The --llm server answered without a message.');
  return {
    message: choice.message,
    finishReason: choice.finish_reason ?? 'stop',
    usage: readUsage(usage),
  };
}

/** The server's own count, when it is whole. */
export function readUsage(usage: LlmUsage | null | undefined): TokenCount | undefined {
  const [inputTokens, outputTokens] = [usage?.prompt_tokens, usage?.completion_tokens];
  return isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens } : undefined;
}

/** More than any model takes; sums of much more could not be read from the database any more. */
const most = 1e9;

/** A negative count would pay the account for asking. */
function isCount(count: unknown): count is number {
  return Number.isInteger(count) && (count as number) >= 0 && (count as number) <= most;
}
