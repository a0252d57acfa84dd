import { Buffer } from 'node:buffer';
import type { ChatCompletionChunk } from './chat.ts';
import { DeltaTemplate } from './delta-template.ts';
import { EventReader, type ServerSentEvent } from './sse.ts';

const blankLine = Buffer.from('\n\n');
/** A stream whose chunks are never alike is not worth more. */
const mostAttempts = 8;

/** What an event says: `undefined` for the one that is the stream's end. It throws for what is none. */
export type OpenEvent = (event: ServerSentEvent) => ChatCompletionChunk | undefined;

/** Makes chunks of a byte stream's pieces, whatever the pieces. */
export class ChunkReader {
  readonly #events: EventReader;
  readonly #open: OpenEvent;
  /** Whether what was read ends where an event does, so that the next byte begins one. */
  #isBetween = true;
  #template: DeltaTemplate | undefined;
  #attempts = 0;

  constructor(maxEventSize: number, open: OpenEvent) {
    this.#events = new EventReader(maxEventSize);
    this.#open = open;
  }

  /** Those that this piece completes, one by one; `undefined` is the end. */
  *read(piece: Buffer): Generator<ChatCompletionChunk | undefined, void, undefined> {
    let from = 0;
    while (from < piece.length) {
      const alike = this.#isBetween ? (this.#template?.find(piece, from) ?? 0) : 0;
      const known = alike ? this.#template!.chunk(piece) : undefined;
      if (known) {
        from = alike;
        yield known;
        continue;
      }
      const line = piece.indexOf(blankLine, from);
      const to = line < 0 ? piece.length : line + blankLine.length;
      const isWhole = this.#isBetween && line >= 0;
      this.#isBetween = line >= 0;
      const bytes = piece.subarray(from, to);
      from = to;
      for (const event of this.#events.read(bytes)) {
        const chunk = this.#open(event);
        if (chunk && isWhole) this.#learn(bytes, chunk);
        yield chunk;
      }
    }
  }

  /** What the end of the stream has cut off. */
  *end(): Generator<ChatCompletionChunk | undefined, void, undefined> {
    for (const event of this.#events.end()) yield this.#open(event);
  }

  #learn(bytes: Buffer, chunk: ChatCompletionChunk): void {
    if (!chunk.choices[0]?.delta.content || this.#attempts >= mostAttempts) return;
    this.#attempts += 1;
    this.#template = DeltaTemplate.of(bytes.toString(), chunk);
  }
}
