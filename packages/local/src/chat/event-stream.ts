import { once } from 'node:events';
import type { Response } from 'express';

/** Server-sent events of JSON on a response, written no faster than the client reads. */
export class EventStream {
  readonly #response: Response;
  readonly #signal: AbortSignal;

  constructor(response: Response, signal: AbortSignal) {
    this.#response = response;
    this.#signal = signal;
  }

  open(): void {
    this.#response.set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    this.#response.flushHeaders();
  }

  async send(data: object | '[DONE]'): Promise<void> {
    this.#signal.throwIfAborted();
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    if (!this.#response.write(`data: ${text}\n\n`))
      await once(this.#response, 'drain', { signal: this.#signal });
  }

  end(): void {
    this.#response.end();
  }

  /** Resets the connection once what was sent is out. */
  async cut(): Promise<void> {
    await new Promise((resolve) => this.#response.write(': cut\n\n', resolve));
    this.#response.socket?.resetAndDestroy();
  }
}
