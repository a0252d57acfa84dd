import type { ChatCompletionChunk } from './chat.ts';

type Choice = ChatCompletionChunk['choices'][number];

/** The JSON object of an event, or `undefined` where there is none. */
export function parseObject(data: string): object | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * A chunk whose choices can be read as their type says: an event may have none, and some gateways send
 * a choice without a delta for their content filter's verdict. All else is taken on trust.
 */
export function chunkFrom(value: object): ChatCompletionChunk {
  // Nobody else has this object: what is missing is put into it.
  const chunk = value as ChatCompletionChunk;
  const choices: unknown = chunk.choices;
  chunk.choices = Array.isArray(choices) ? (choices.filter(isObject) as Choice[]) : [];
  chunk.choices.forEach(complete);
  return chunk;
}

function complete(choice: Partial<Choice>, index: number): void {
  choice.index ??= index;
  choice.finish_reason ??= null;
  if (!isObject(choice.delta)) choice.delta = {};
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
