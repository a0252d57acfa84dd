import { Buffer } from 'node:buffer';
import type { ChatCompletionChunk } from '@nexevo/client';
import type { Run } from './run.ts';
import type { ThinkTags } from './think-tags.ts';

type Delta = ChatCompletionChunk['choices'][number]['delta'];

/** Tells the readers of a run what a piece of the stream brings. Returns its size in bytes. */
export function tellDelta(run: Run, tags: ThinkTags, delta: Delta = {}): number {
  const content = textOf(delta.content);
  // Some gateways send the same under both names.
  const reasoning = textOf(delta.reasoning_content) || textOf(delta.reasoning);
  tellThought(run, reasoning);
  if (content) {
    const hasThought = run.thinking.text !== '';
    const { thought, text, wasThought } = tags.take(content, { hasThought });
    if (wasThought) run.takeForThought(thought);
    else tellThought(run, thought);
    tellText(run, text);
  }
  return Buffer.byteLength(content) + Buffer.byteLength(reasoning);
}

/** The stream is over: tells what was held back. */
export function tellRest(run: Run, tags: ThinkTags): void {
  const { thought, text } = tags.end();
  tellThought(run, thought);
  tellText(run, text);
}

function tellThought(run: Run, thought: string): void {
  if (!thought) return;
  const kept = run.thinking.add(thought);
  const { ms = 0 } = run.thinking;
  if (kept) run.publish('reasoning', { text: kept, ms });
}

function tellText(run: Run, text: string): void {
  if (!text) return;
  run.thinking.pause();
  run.publish('delta', { text });
}

/** NUL is nothing that databases and other gateways would take back. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}
