import type { ChatCompletion, ChatCompletionChunk, ChatUsage } from '@nexevo/client';
import type { Reply } from './chat-model.ts';

/** What all parts of one reply have in common, around what differs. */
export class ReplyFrame {
  readonly #generationId: string;
  readonly #model: string;
  readonly #created: number;

  constructor(options: { generationId: string; model: string; now: number }) {
    this.#generationId = options.generationId;
    this.#model = options.model;
    this.#created = Math.floor(options.now / 1000);
  }

  chunk(choices: ChatCompletionChunk['choices']): ChatCompletionChunk {
    return { ...this.#common(), object: 'chat.completion.chunk', choices };
  }

  /** The chunk that opens a stream: the role and the generation id. */
  firstChunk(): ChatCompletionChunk {
    const delta = { role: 'assistant' as const, content: '' };
    return {
      ...this.chunk([{ index: 0, delta, finish_reason: null }]),
      nexevo: { generation_id: this.#generationId },
    };
  }

  completion({ message, finishReason }: Reply, usage: ChatUsage): ChatCompletion {
    return {
      ...this.#common(),
      object: 'chat.completion',
      choices: [{ index: 0, message, finish_reason: finishReason }],
      usage,
      nexevo: { generation_id: this.#generationId },
    };
  }

  #common() {
    const id = this.#generationId.replace(/^gen_/, 'chatcmpl-');
    return { id, created: this.#created, model: this.#model };
  }
}
