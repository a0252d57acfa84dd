import { detailsOf, headerOf, traceIdOf } from './answer.ts';
import type { ChatCompletionChunk } from './chat.ts';
import { ChunkReader } from './chunk-reader.ts';
import { errorFromBody, isErrorBody } from './errors/from-body.ts';
import { errorFromTransport } from './errors/from-transport.ts';
import {
  ConnectionError,
  InvalidResponseError,
  type NexevoError,
  StreamInterruptedError,
} from './errors/index.ts';
import { chunkFrom, parseObject } from './parse-chunk.ts';
import { type RateLimit, readRateLimit } from './rate-limit.ts';
import type { ServerSentEvent } from './sse.ts';
import type { OpenStream } from './transport.ts';

/** How long the end of the body may trail `[DONE]` before its socket is given up instead of used again. */
const lingerTime = 1000;

/**
 * A streamed reply, to be read once with `for await`. Leaving the loop, by whatever way, ends the request at once.
 * The loop ends quietly only after a finish reason and `[DONE]`; anything less throws.
 */
export class ChatCompletionStream implements AsyncIterable<ChatCompletionChunk> {
  /** `X-Trace-ID`. */
  readonly traceId: string | undefined;
  /** As of this answer's headers. */
  readonly rateLimit: RateLimit;
  readonly #stream: OpenStream;
  #generationId: string | undefined;
  #isRead = false;
  #isFinished = false;
  #isComplete = false;
  #fault: { error: unknown } | undefined;

  constructor(stream: OpenStream) {
    const { answer } = stream;
    this.#stream = stream;
    this.traceId = traceIdOf(answer);
    this.rateLimit = readRateLimit(answer.headers);
    this.#generationId = headerOf(answer, 'x-nexevo-generation-id');
  }

  /** Names the reply in feedback. From the headers, or once a chunk brought it. */
  get generationId(): string | undefined {
    return this.#generationId;
  }

  /** Ends the request without reading it, or from outside the loop, which then throws an `AbortError`. */
  abort(): void {
    this.#stream.deadline.end(new DOMException('The stream was aborted.', 'AbortError'));
  }

  /**
   * The same as the loop, but `take` is called with each chunk at the moment it comes: a loop costs every chunk several
   * turns, and nothing can wait here. Returning `false` leaves, as `break` does.
   */
  async each(take: (chunk: ChatCompletionChunk) => unknown): Promise<void> {
    this.#begin();
    try {
      await this.#flow(take);
    } catch (error) {
      throw this.#fault ? this.#fault.error : this.#failure(error);
    } finally {
      this.#leave();
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ChatCompletionChunk, void, undefined> {
    this.#begin();
    try {
      const { answer, deadline } = this.#stream;
      const reader = this.#reader();
      // What waits of a call that was ended is nobody's any more.
      deadline.check();
      // One loop, not several that hand on to each other: each would cost every chunk a turn of its own.
      for await (const piece of answer.body) {
        for (const chunk of reader.read(piece)) {
          if (!chunk) return;
          yield chunk;
          // Several chunks may have come in one piece; an abort drops the rest of them.
          deadline.check();
        }
      }
      for (const chunk of reader.end()) {
        if (!chunk) return;
        yield chunk;
        deadline.check();
      }
      throw this.#interrupted('The stream ended before [DONE].');
    } catch (error) {
      throw this.#failure(error);
    } finally {
      this.#leave();
    }
  }

  #begin(): void {
    if (this.#isRead) throw new TypeError('A ChatCompletionStream can be read only once.');
    this.#isRead = true;
  }

  #leave(): void {
    if (this.#isComplete) this.#linger();
    else this.abort();
  }

  /** Resolves when the reply is complete or `take` has enough. */
  #flow(take: (chunk: ChatCompletionChunk) => unknown): Promise<void> {
    const { answer, deadline } = this.#stream;
    const reader = this.#reader();
    deadline.check();
    return new Promise((resolve, reject) => {
      let isOver = false;
      /** Without a piece, it is the end. */
      const hand = (piece?: Buffer) => {
        if (isOver) return;
        try {
          for (const chunk of piece ? reader.read(piece) : reader.end()) {
            isOver = !chunk || this.#give(chunk, take) === false;
            if (isOver) return resolve();
            deadline.check();
          }
          if (!piece) throw this.#interrupted('The stream ended before [DONE].');
        } catch (error) {
          isOver = true;
          reject(error);
        }
      };
      const onEnd = (error?: unknown) => (error === undefined ? hand() : reject(error));
      answer.body.read({ onPiece: hand, onEnd });
    });
  }

  /** What the caller throws is the caller's, whatever it looks like. */
  #give(chunk: ChatCompletionChunk, take: (chunk: ChatCompletionChunk) => unknown): unknown {
    try {
      return take(chunk);
    } catch (error) {
      this.#fault = { error };
      throw error;
    }
  }

  #reader(): ChunkReader {
    return new ChunkReader(this.#stream.maxEventSize, (event) => this.#open(event));
  }

  /** `undefined` for `[DONE]`. */
  #open(event: ServerSentEvent): ChatCompletionChunk | undefined {
    if (event.data === '[DONE]') {
      if (!this.#isFinished) throw this.#interrupted('The stream ended without a finish reason.');
      this.#isComplete = true;
      return undefined;
    }
    const chunk = this.#chunk(event);
    if (!chunk) throw this.#interrupted('The stream ended before [DONE].');
    this.#isFinished ||= chunk.choices.some((choice) => Boolean(choice.finish_reason));
    return chunk;
  }

  /** `undefined` for an event that the end of the stream has cut off. */
  #chunk({ event, data, unterminated }: ServerSentEvent): ChatCompletionChunk | undefined {
    const value = parseObject(data);
    if (isErrorBody(value) || event === 'error')
      throw errorFromBody(value ?? {}, detailsOf(this.#stream.answer));
    if (value) {
      const chunk = chunkFrom(value);
      const id: unknown = chunk.nexevo?.generation_id;
      if (typeof id === 'string') this.#generationId ??= id;
      return chunk;
    }
    if (unterminated) return undefined;
    throw new InvalidResponseError('The gateway sent an event that is not a JSON object.', {
      code: 'invalid_json',
      ...detailsOf(this.#stream.answer),
    });
  }

  #failure(thrown: unknown): unknown {
    const { answer, deadline, origin } = this.#stream;
    if (deadline.signal.aborted) return deadline.reason;
    const error = errorFromTransport(thrown, origin, { secret: answer.secret });
    if (!(error instanceof ConnectionError)) return error;
    return this.#interrupted('The connection broke in the middle of the stream.', error);
  }

  #interrupted(message: string, cause?: NexevoError): StreamInterruptedError {
    return new StreamInterruptedError(message, {
      code: 'stream_interrupted',
      ...detailsOf(this.#stream.answer),
      ...(cause && { cause }),
    });
  }

  /** Reads what is left of a finished body, so that the next request finds its connection open. */
  #linger(): void {
    const { answer, deadline } = this.#stream;
    deadline.release();
    if (answer.body.isOver) return;
    const timer = setTimeout(() => answer.body.drop(), lingerTime).unref();
    answer.body.read({ onPiece: () => {}, onEnd: () => clearTimeout(timer) });
  }
}
