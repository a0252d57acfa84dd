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
  if (!Number.isInteger(usage?.prompt_tokens) || !Number.isInteger(usage?.completion_tokens))
    return undefined;
  return {
    inputTokens: usage?.prompt_tokens as number,
    outputTokens: usage?.completion_tokens as number,
  };
}
