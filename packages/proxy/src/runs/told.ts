import type { ChatCompletionChunk } from '@nexevo/client';
import type { TokenUsage } from '@nexevo/protocol';
import type { RunOutcome } from '../store/store.ts';

/** No reply takes more, whatever the gateway says. */
const mostTokens = 10_000_000;

/** What a stream tells beside its text. A value that cannot be right is no reason to lose the reply: it counts as not told. */
export class Told {
  /** What text and reasoning take, in bytes. */
  streamed = 0;
  finishReason: string | undefined;
  generationId: string | undefined;
  usage: TokenUsage | undefined;

  hear({ usage, choices: [choice] }: ChatCompletionChunk): void {
    const finishReason: unknown = choice?.finish_reason;
    if (finishReason && typeof finishReason === 'string') this.finishReason = finishReason;
    if (!usage) return;
    const { prompt_tokens: input_tokens, completion_tokens: output_tokens } = usage;
    if (isCount(input_tokens) && isCount(output_tokens)) {
      this.usage = { input_tokens, output_tokens };
    }
  }

  /** What the store and the readers get of it. */
  get facts(): Pick<RunOutcome, 'finishReason' | 'generationId' | 'usage'> {
    const { finishReason, generationId, usage } = this;
    return {
      ...(finishReason && { finishReason }),
      ...(generationId && { generationId }),
      ...(usage && { usage }),
    };
  }

  /**
   * What the reply took: as the gateway counted it, else estimated, with `asked` for question and history. One that
   * failed before the gateway had said a word or thought aloud took nothing.
   */
  tokens({ asked, hasFailed }: { asked: number; hasFailed: boolean }): number {
    const { usage } = this;
    if (usage) return Math.min(usage.input_tokens + usage.output_tokens, mostTokens);
    if (hasFailed && this.streamed === 0) return 0;
    return asked + Math.ceil(this.streamed / 3);
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
