import { Buffer } from 'node:buffer';
import type { ChatMessage } from '@nexevo/client';
import type { Message } from '@nexevo/protocol';
import { contextRule, sameContext, withContext } from './page-context.ts';

/**
 * What the model is told: the operator's prompt, then as many of the branch's latest messages as the budget holds.
 * The question itself always goes, and a reply without text never does; what a model has thought aloud stays here.
 */
export function buildHistory(
  branch: readonly Spoken[],
  { systemPrompt, tokens }: { systemPrompt: string | undefined; tokens: number },
): ChatMessage[] {
  const spoken = branch.filter((message) => message.text !== '');
  const fits = historyReach(tokens);
  let start = spoken.length;
  while (start > 0 && fits(spoken[start - 1]!)) start -= 1;
  // A history that opens with an answer to a question that was cut off misleads the model.
  while (start < spoken.length - 1 && spoken[start]!.role === 'assistant') start += 1;
  const turns = turnsOf(spoken.slice(start));
  const rules = [systemPrompt, turns.hasContext && contextRule].filter(Boolean).join('\n\n');
  return rules ? [{ role: 'system', content: rules }, ...turns.messages] : turns.messages;
}

/** What a message says, and who says it. */
export type Spoken = Pick<Message, 'role' | 'text' | 'context'>;

/** Is told one message after another, from the question backwards, and says of each whether it goes along. */
export function historyReach(tokens: number): (message: Spoken) => boolean {
  let left: number | undefined;
  return ({ text, context }) => {
    if (text === '') return true;
    const cost = estimateTokens(withContext(text, context));
    const goes = left === undefined || cost <= left;
    left = (left ?? tokens) - cost;
    return goes;
  };
}

/** Context is told again only where it has changed. */
function turnsOf(spoken: Spoken[]): { messages: ChatMessage[]; hasContext: boolean } {
  let known: Message['context'];
  const messages = spoken.map(({ role, text, context }) => {
    if (role === 'assistant' || sameContext(known, context)) return { role, content: text };
    known = context;
    return { role, content: withContext(text, context) };
  });
  return { messages, hasContext: spoken.some(({ context }) => context !== undefined) };
}

/** Asks for the rest of a reply that broke off. */
export function goOn(text: string): ChatMessage[] {
  return [
    { role: 'assistant', content: text },
    {
      role: 'user',
      content:
        'Your last answer broke off. Go on exactly where it stopped: no repetition, no introduction.',
    },
  ];
}

/** About three UTF-8 bytes a token: a little high for English, about right for Chinese and Japanese. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3) + 4;
}
