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
    delta: { role?: 'assistant'; content?: string | null; reasoning_content?: string | null };
    finish_reason: string | null;
  }[];
  usage?: ChatUsage | null;
  nexevo?: { generation_id: string };
}
