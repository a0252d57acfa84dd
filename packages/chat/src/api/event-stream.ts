import { ChatError } from './errors.ts';
import { EventStreamDecoder, type ServerSentEvent } from './event-stream-decoder.ts';
import { SilenceWatch } from './silence-watch.ts';

/** The proxy pings every 15 s; a connection silent for longer than this is dead. */
export const silenceLimit = 40_000;

/** Reads a response over `fetch`: all events that have come at a time. Leaving the loop cancels the request. */
export async function* readEventStream(
  response: Response,
  { silence = silenceLimit }: { silence?: number } = {},
): AsyncGenerator<ServerSentEvent[]> {
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream') || !response.body) {
    await response.body?.cancel();
    throw new ChatError('invalid_response', 'The chat server sent no event stream.');
  }
  const reader = response.body.getReader();
  const bytes = new TextDecoder();
  const decoder = new EventStreamDecoder();
  const watch = new SilenceWatch(silence, () => reader.cancel().catch(() => undefined));
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (watch.over) throw fellSilent();
      if (done) break;
      watch.hear();
      yield decoder.push(bytes.decode(value, { stream: true }));
    }
    yield [...decoder.push(bytes.decode()), ...decoder.end()];
  } finally {
    watch.end();
    // Rejects when the stream itself has failed, which the loop above has already reported.
    reader.cancel().catch(() => undefined);
  }
}

/** The promise's value, or a `network` failure when it takes longer. */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(fellSilent()), milliseconds);
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
}

function fellSilent(): ChatError {
  return new ChatError('network', 'The chat server fell silent.');
}
