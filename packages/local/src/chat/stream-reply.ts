import type { ChatCompletionChunk } from '@nexevo/client';
import type { Clock } from '../clock.ts';
import type { Fault } from '../faults/faults.ts';
import type { ReplyPart } from './chat-model.ts';
import type { EventStream } from './event-stream.ts';
import type { Meter } from './meter.ts';
import type { ReplyFrame } from './reply-frame.ts';

interface StreamOptions {
  parts: AsyncIterable<ReplyPart>;
  stream: EventStream;
  frame: ReplyFrame;
  meter: Meter;
  includeUsage: boolean;
  /** Called once, when the model has taken the request and before anything is written. */
  onOpen: () => void;
  fault: Fault | undefined;
  clock: Clock;
  signal: AbortSignal;
}

type Choice = ChatCompletionChunk['choices'][number];

/** Writes a reply as `chat.completion.chunk` events: role, text, finish reason, usage when asked for, `[DONE]`. */
export async function streamReply(options: StreamOptions): Promise<void> {
  const { parts, stream, frame, meter, fault, signal } = options;
  const send = (delta: Choice['delta'], finish_reason: string | null = null) =>
    stream.send(frame.chunk([{ index: 0, delta, finish_reason }]));
  let finishReason = 'stop';
  let chunks = 0;
  let isOpen = false;

  for await (const part of parts) {
    if (!isOpen) {
      isOpen = true;
      options.onOpen();
      stream.open();
      await stream.send(frame.firstChunk());
    }
    if (part.delta) {
      if (fault && chunks === fault.afterChunks) {
        if (fault.name === 'cut-stream') return stream.cut();
        if (fault.name === 'no-done') return stream.end();
        // Before the first piece it has been slow already.
        if (fault.name === 'slow' && chunks > 0) await options.clock.sleep(fault.delay, { signal });
      }
      meter.add(part);
      await send(part.delta as Choice['delta']);
      chunks += 1;
    } else meter.add(part);
    if (part.finishReason) finishReason = part.finishReason;
  }

  await send({}, finishReason);
  if (options.includeUsage) await stream.send({ ...frame.chunk([]), usage: meter.usage });
  await stream.send('[DONE]');
  stream.end();
}
