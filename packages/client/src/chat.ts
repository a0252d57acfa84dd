import { checkChat } from './arguments.ts';
import { ChatCompletionStream } from './chat-completion-stream.ts';
import type { RequestOptions } from './request.ts';
import { routes } from './routes.ts';
import type { Transport } from './transport.ts';

/** One message of a chat request, as OpenAI's API shapes it. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string;
}

/** OpenAI's parameters (documented). Unknown ones are passed through. */
export interface ChatParams {
  /** `nexevo/fast`, `nexevo/balanced`, `nexevo/auto`, or a real model id; suffixes `:fast`, `:cheap`, `:quality`. */
  model: string;
  messages: ChatMessage[];
  /** 0–2. */
  temperature?: number;
  max_tokens?: number;
  top_p?: number;
  stop?: string | string[];
  [parameter: string]: unknown;
}

export interface ChatUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

export interface ChatCompletion {
  id: string;
  object: 'chat.completion';
  created: number;
  model: string;
  choices: {
    index: number;
    message: { role: 'assistant'; content: string | null };
    finish_reason: string;
  }[];
  usage?: ChatUsage;
  nexevo?: { generation_id: string };
}

/** One `data:` line of a streamed reply. With `stream_options.include_usage` the last one has `usage` and no choice. */
export interface ChatCompletionChunk {
  id: string;
  object: 'chat.completion.chunk';
  created: number;
  model: string;
  choices: {
    index: number;
    /** What a model thinks aloud is `reasoning_content` at DeepSeek and Qwen, `reasoning` elsewhere. */
    delta: {
      role?: 'assistant';
      content?: string | null;
      reasoning_content?: string | null;
      reasoning?: string | null;
    };
    finish_reason: string | null;
  }[];
  usage?: ChatUsage | null;
  nexevo?: { generation_id: string };
}

/** `chat.completions`: the model's answer, whole or as it comes. */
export class ChatCompletionsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async create(params: ChatParams, options: RequestOptions = {}): Promise<ChatCompletion> {
    checkChat(params);
    const body = { ...params, stream: false };
    return this.#transport.json(routes.completeChat, { ...options, body });
  }

  /** Resolves with the headers; `timeout` counts until then, the client's `bodyTimeout` from then on. */
  async stream(params: ChatParams, options: RequestOptions = {}): Promise<ChatCompletionStream> {
    checkChat(params);
    const body = { ...params, stream: true };
    return new ChatCompletionStream(
      await this.#transport.stream(routes.completeChat, { ...options, body }),
    );
  }
}

/** `chat`, spelled as OpenAI's SDK spells it. */
export class ChatResource {
  readonly completions: ChatCompletionsResource;

  constructor(transport: Transport) {
    this.completions = new ChatCompletionsResource(transport);
  }
}
