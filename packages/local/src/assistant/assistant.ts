import type { ChatModel, Reply, ReplyPart } from '../chat/chat-model.ts';
import type { ChatRequest } from '../chat/chat-request.ts';
import type { Clock } from '../clock.ts';
import { countTokens } from '../tokens.ts';
import { compose } from './compose.ts';
import { Library } from './library.ts';
import { paced, splitWords } from './pace.ts';
import { readDocs } from './read-docs.ts';

interface AssistantOptions {
  docsPath?: string;
  pace: number;
  clock: Clock;
}

/** The model that needs no network: it answers from the documentation. */
export class Assistant implements ChatModel {
  readonly countsByEstimate = true;
  readonly #options: AssistantOptions;
  #loaded: Library | undefined;

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

  // Read at the first question, so that a server nobody asks starts at once.
  get #library(): Library {
    this.#loaded ??= new Library(readDocs(this.#options.docsPath));
    return this.#loaded;
  }

  #answer(request: ChatRequest) {
    const limit = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
    const text = cutAtStop(compose(request, this.#library), request.stop ?? []);
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

function cutAtStop(text: string, stop: string | string[]): string {
  const cuts = [stop]
    .flat()
    .filter(Boolean)
    .map((marker) => text.indexOf(marker));
  return text.slice(0, Math.min(text.length, ...cuts.filter((cut) => cut >= 0)));
}
