import type { ChatModel, Reply, ReplyPart } from '../chat/chat-model.ts';
import type { ChatRequest } from '../chat/chat-request.ts';
import type { Clock } from '../clock.ts';
import { countTokens, textOf } from '../tokens.ts';
import { paced, splitWords } from './pace.ts';

interface AssistantOptions {
  pace: number;
  clock: Clock;
}

/** The model that needs no network. */
export class Assistant implements ChatModel {
  readonly countsByEstimate = true;
  readonly #options: AssistantOptions;

  constructor(options: AssistantOptions) {
    this.#options = options;
  }

  async *stream(
    request: ChatRequest,
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<ReplyPart> {
    yield {};
    const { words, finishReason } = this.#answer(request);
    for await (const content of paced(words, { ...this.#options, signal }))
      yield { delta: { content } };
    yield { finishReason };
  }

  async complete(request: ChatRequest): Promise<Reply> {
    const { words, finishReason } = this.#answer(request);
    return { message: { role: 'assistant', content: words.join('') }, finishReason };
  }

  async close(): Promise<void> {}

  #answer(request: ChatRequest) {
    const limit = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
    const text = cutAtStop(compose(request), request.stop ?? []);
    const words: string[] = [];
    let tokens = 0;
    for (const word of splitWords(text)) {
      tokens += countTokens(word);
      if (tokens > limit) return { words, finishReason: 'length' };
      words.push(word);
    }
    return { words, finishReason: 'stop' };
  }
}

function compose({ messages }: ChatRequest): string {
  const question = textOf(messages.findLast((message) => message.role === 'user') ?? {});
  return `I am the local assistant, not a large language model. You wrote:\n\n> ${question.slice(0, 500)}\n\nI answer from this project's documentation, word by word, so that everything around me can be tried without an account: stop me, reload the page, rate this reply.`;
}

function cutAtStop(text: string, stop: string | string[]): string {
  const cuts = [stop]
    .flat()
    .filter(Boolean)
    .map((marker) => text.indexOf(marker));
  return text.slice(0, Math.min(text.length, ...cuts.filter((cut) => cut >= 0)));
}
