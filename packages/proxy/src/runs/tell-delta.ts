import { Buffer } from 'node:buffer';
import type { ChatCompletionChunk } from '@nexevo/client';
import type { Run } from './run.ts';

type Delta = ChatCompletionChunk['choices'][number]['delta'];

/** Tells the readers of a run what a piece of the stream brings. Returns its size in bytes. */
export function tellDelta(run: Run, delta: Delta = {}): number {
  const text = textOf(delta.content);
  // Some gateways send the same under both names.
  const thought = textOf(delta.reasoning_content) || textOf(delta.reasoning);
  if (thought) {
    const kept = run.thinking.add(thought);
    const { ms = 0 } = run.thinking;
    if (kept) run.publish('reasoning', { text: kept, ms });
  }
  if (text) {
    run.thinking.pause();
    run.publish('delta', { text });
  }
  return Buffer.byteLength(text) + Buffer.byteLength(thought);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
