import { Agent, type Dispatcher, request } from 'undici';
import type { ChatModel, Reply, ReplyPart } from '../chat/chat-model.ts';
import type { ChatRequest } from '../chat/chat-request.ts';
import { ApiError } from '../errors.ts';
import type { LlmOptions } from '../options.ts';
import { type LlmCompletion, readCompletion } from './read-completion.ts';
import { readParts } from './read-parts.ts';

/** Not everybody names the type of event streams; what these are is no reply, and costs nothing. */
const neverStream = /^(?:text\/html|application\/json)\b/i;

interface CallOptions {
  signal: AbortSignal;
}

/** A model behind any OpenAI-compatible server. */
export class Llm implements ChatModel {
  readonly countsByEstimate = false;
  readonly #options: LlmOptions;
  // A model on a small machine may think for minutes before and between words.
  readonly #agent = new Agent({ headersTimeout: 600_000, bodyTimeout: 600_000 });

  constructor(options: LlmOptions) {
    this.#options = options;
  }

  async *stream(chat: ChatRequest, { signal }: CallOptions): AsyncGenerator<ReplyPart> {
    const options = { include_usage: true };
    const body = await this.#post({ ...chat, stream: true, stream_options: options }, signal);
    yield {};
    try {
      yield* readParts(body);
    } catch (error) {
      throw this.#lost(error, signal);
    }
  }

  async complete(chat: ChatRequest, { signal }: CallOptions): Promise<Reply> {
    const { stream_options: _, ...plain } = chat;
    const body = await this.#post({ ...plain, stream: false }, signal);
    try {
      return readCompletion((await body.json()) as LlmCompletion);
    } catch (error) {
      throw this.#lost(error, signal);
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  async #post(chat: ChatRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData['body']> {
    const { url, apiKey, model } = this.#options;
    let response: Dispatcher.ResponseData;
    try {
      response = await request(`${url.replace(/\/+$/, '')}/chat/completions`, {
        method: 'POST',
        dispatcher: this.#agent,
        signal,
        headers: {
          'content-type': 'application/json',
          // Compression holds words back.
          'accept-encoding': 'identity',
          ...(apiKey && { authorization: `Bearer ${apiKey}` }),
        },
        body: JSON.stringify({ ...chat, model: model ?? chat.model }),
      });
    } catch (error) {
      throw this.#lost(error, signal);
    }
    if (response.statusCode !== 200) {
      await response.body.dump();
      throw new ApiError('upstream_error', `The --llm server answered ${response.statusCode}.`);
    }
    const type = String(response.headers['content-type']);
    if (chat.stream && neverStream.test(type)) {
      await response.body.dump();
      throw new ApiError('upstream_error', `The --llm server answered with ${type}, not a stream.`);
    }
    return response.body;
  }

  #lost(error: unknown, signal: AbortSignal): unknown {
    if (signal.aborted || error instanceof ApiError) return error;
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    return new ApiError('upstream_error', `The --llm server was lost: ${reason}.`, {
      cause: error,
    });
  }
}
