import type { Dispatcher } from 'undici';

/** With more than this waiting for a reader, in bytes, the connection is read no further. */
const mostWaiting = 64 * 1024;

/** Whoever reads a body, told of everything at the moment it happens: it cannot wait, and it must not throw. */
export interface BodyReader {
  onPiece(piece: Buffer): void;
  /** With the reason where it is not the body's own end. */
  onEnd(error?: unknown): void;
}

/**
 * What follows an answer's head. A stream of Node's would cost each piece several times what reading it costs; this has
 * one reader at a time, and keeps what comes until there is one.
 */
export class AnswerBody {
  readonly #controller: Dispatcher.DispatchController;
  #waiting: Buffer[] = [];
  #waitingSize = 0;
  #reader: BodyReader | undefined;
  #isOver = false;
  #error: unknown;

  constructor(controller: Dispatcher.DispatchController) {
    this.#controller = controller;
  }

  /** Whether its end has come, whatever end. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Tells this reader, and no other any more, of what waits and what comes. */
  read(reader: BodyReader): void {
    this.#reader = reader;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingSize = 0;
    for (const piece of waiting) reader.onPiece(piece);
    if (this.#isOver) reader.onEnd(this.#error);
    else this.#resume();
  }

  /** Piece by piece, each when it is asked for; leaving the loop ends nothing. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
    for (;;) {
      const piece = this.#waiting.shift();
      if (piece) {
        this.#waitingSize -= piece.length;
        yield piece;
      } else if (this.#isOver) {
        if (this.#error !== undefined) throw this.#error;
        return;
      } else {
        this.#resume();
        await this.#next();
      }
    }
  }

  /** Ends the request, and with it the connection, unless all of it has come. */
  drop(): void {
    this.#waiting = [];
    if (!this.#isOver) this.#controller.abort(new Error('The rest of the body is not wanted.'));
  }

  /** For the one who fills it. */
  add(piece: Buffer): void {
    if (this.#reader) {
      this.#reader.onPiece(piece);
    } else {
      this.#waiting.push(piece);
      this.#waitingSize += piece.length;
      if (this.#waitingSize > mostWaiting) this.#controller.pause();
    }
  }

  /** For the one who fills it. */
  end(error?: unknown): void {
    this.#isOver = true;
    this.#error = error;
    this.#reader?.onEnd(error);
  }

  /** Resolves when there is news for somebody who reads piece by piece. */
  #next(): Promise<void> {
    return new Promise((resolve) => {
      const told = () => {
        this.#reader = undefined;
        resolve();
      };
      this.#reader = {
        onPiece: (piece) => {
          told();
          this.add(piece);
        },
        onEnd: told,
      };
    });
  }

  /** Not at once: undici reads on in the same breath, and it may just be reading for somebody else. */
  #resume(): void {
    if (!this.#controller.paused) return;
    queueMicrotask(() => {
      if (!this.#isOver && this.#controller.paused) this.#controller.resume();
    });
  }
}
