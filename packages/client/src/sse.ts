import { createParser } from 'eventsource-parser';
import { InvalidResponseError } from './errors/index.ts';

export interface ServerSentEvent {
  event: string | undefined;
  data: string;
  /** The stream ended before the blank line that ends an event: its data may be cut. */
  unterminated: boolean;
}

/** The events of a byte stream, those of one piece together, whatever the pieces. Leaving the loop leaves the bytes' own loop. */
export async function* readEvents(
  bytes: AsyncIterable<Uint8Array>,
  maxEventSize: number,
): AsyncGenerator<ServerSentEvent[], void, undefined> {
  let events: ServerSentEvent[] = [];
  const decoder = new TextDecoder();
  let unterminated = false;
  const parser = createParser({
    maxBufferSize: maxEventSize,
    onEvent: ({ event, data }) => events.push({ event, data, unterminated }),
    onError: (cause) => {
      // Unknown fields are to be ignored, says the specification of event streams.
      if (cause.type !== 'max-buffer-size-exceeded') return;
      throw new InvalidResponseError(
        `The gateway sent an event of over ${maxEventSize} characters.`,
        {
          code: 'response_too_large',
        },
      );
    },
  });
  for await (const piece of bytes) {
    parser.feed(decoder.decode(piece, { stream: true }));
    if (events.length === 0) continue;
    yield events;
    events = [];
  }
  unterminated = true;
  parser.feed(`${decoder.decode()}\n\n`);
  yield events;
}
