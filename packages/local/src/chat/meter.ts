import type { TokenCount } from '../prices.ts';
import { countPromptTokens, countTokens } from '../tokens.ts';
import type { ReplyPart } from './chat-model.ts';
import type { ChatRequest } from './chat-request.ts';

/** Counts what a reply has used so far: by estimate until the model says it better. */
export class Meter {
  readonly inputTokens: number;
  #text = '';
  #reported: TokenCount | undefined;

  constructor(request: ChatRequest) {
    this.inputTokens = countPromptTokens(request.messages);
  }

  add({ delta = {}, usage }: ReplyPart): void {
    for (const value of Object.values(delta))
      if (value) this.#text += typeof value === 'string' ? value : JSON.stringify(value);
    this.#reported = usage ?? this.#reported;
  }

  get tokens(): TokenCount {
    return (
      this.#reported ?? { inputTokens: this.inputTokens, outputTokens: countTokens(this.#text) }
    );
  }

  /** As OpenAI's `usage`. */
  get usage() {
    const { inputTokens, outputTokens } = this.tokens;
    return {
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    };
  }
}
