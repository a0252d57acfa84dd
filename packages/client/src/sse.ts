import { createParser, type EventSourceParser } from 'eventsource-parser';
import { InvalidResponseError } from './errors/index.ts';

export interface ServerSentEvent {
  event: string | undefined;
  data: string;
  /** The stream ended before the blank line that ends an event: its data may be cut. */
  unterminated: boolean;
}

/** Makes events of a byte stream's pieces, whatever the pieces. */
export class EventReader {
  readonly #decoder = new TextDecoder();
  readonly #parser: EventSourceParser;
  #events: ServerSentEvent[] = [];
  #unterminated = false;

  constructor(maxEventSize: number) {
    this.#parser = createParser({
      maxBufferSize: maxEventSize,
      onEvent: ({ event, data }) =>
        this.#events.push({ event, data, unterminated: this.#unterminated }),
      onError: (cause) => {
        // Unknown fields are to be ignored, says the specification of event streams.
        if (cause.type !== 'max-buffer-size-exceeded') return;
        throw new InvalidResponseError(
          `The gateway sent an event of over ${maxEventSize} characters.`,
          { code: 'response_too_large' },
        );
      },
    });
  }

  /** The events that this piece completes. */
  read(piece: Uint8Array): ServerSentEvent[] {
    return this.#feed(this.#decoder.decode(piece, { stream: true }));
  }

  /** What the end of the stream has cut off. */
  end(): ServerSentEvent[] {
    this.#unterminated = true;
    return this.#feed(`${this.#decoder.decode()}\n\n`);
  }

  #feed(text: string): ServerSentEvent[] {
    this.#events = [];
    this.#parser.feed(text);
    return this.#events;
  }
}
