import { createParser } from 'eventsource-parser';
import type { ReplyPart } from '../chat/chat-model.ts';
import { ApiError } from '../errors.ts';
import { type LlmUsage, readUsage } from './read-completion.ts';

interface LlmChunk {
  choices?: { delta?: Record<string, unknown>; finish_reason?: string | null }[] | null;
  usage?: LlmUsage | null;
  error?: { message?: string };
}

/** Reads `chat.completion.chunk` events. @throws {ApiError} `upstream_error` when they stop without a finish reason */
export async function* readParts(body: AsyncIterable<Uint8Array>): AsyncGenerator<ReplyPart> {
  let isFinished = false;
  for await (const data of readData(body)) {
    const part = toPart(JSON.parse(data));
    isFinished ||= part.finishReason !== undefined;
    yield part;
  }
  if (!isFinished)
    throw new ApiError('upstream_error', 'The --llm server stopped in the middle of its reply.');
}

/** The data of each event up to `[DONE]`. */
async function* readData(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const waiting: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => waiting.push(data) });
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    for (const data of waiting.splice(0)) {
      if (data === '[DONE]') return;
      yield data;
    }
  }
}

function toPart({ choices, usage, error }: LlmChunk): ReplyPart {
  if (error)
    throw new ApiError('upstream_error', `The --llm server gave up: ${error.message ?? 'unknown'}`);
  const [choice] = choices ?? [];
  const { role: _, ...delta } = choice?.delta ?? {};
  const hasContent = Object.values(delta).some((value) => value !== null && value !== '');
  return {
    delta: hasContent ? delta : undefined,
    finishReason: choice?.finish_reason ?? undefined,
    usage: readUsage(usage),
  };
}
