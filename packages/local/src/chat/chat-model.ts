import type { TokenCount } from '../prices.ts';
import type { ChatRequest } from './chat-request.ts';

/** A piece of a streamed reply. The first one may be empty: it says that the model took the request. */
export interface ReplyPart {
  /** OpenAI's delta without the role: `content`, `reasoning_content`, `tool_calls`. */
  delta?: Record<string, unknown>;
  finishReason?: string;
  /** Where the model counts for itself. */
  usage?: TokenCount;
}

export interface Reply {
  message: Record<string, unknown> & { role: 'assistant'; content: string | null };
  finishReason: string;
  usage?: TokenCount;
}

/** Who answers: the built-in assistant or a server elsewhere. */
export interface ChatModel {
  /** Whether its prompt is counted by our estimate, known before the reply. */
  readonly countsByEstimate: boolean;
  /** @throws {ApiError} `upstream_error` before the first part when it cannot answer at all */
  stream(request: ChatRequest, options: { signal: AbortSignal }): AsyncIterable<ReplyPart>;
  complete(request: ChatRequest, options: { signal: AbortSignal }): Promise<Reply>;
  close(): Promise<void>;
}
