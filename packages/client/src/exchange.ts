import type { Dispatcher } from 'undici';
import type { Answer } from './answer.ts';
import { AnswerBody } from './answer-body.ts';

/** A request that its signal ends at any time. */
export interface ExchangeRequest extends Dispatcher.DispatchOptions {
  signal: AbortSignal;
  /** What it is signed with. */
  secret: string | null;
  /** Called when there is a connection, and it leaves. */
  onSent: () => void;
}

/** Sends a request. Resolves with the head of its answer; what ends the body later, its readers hear. */
export function exchange(
  dispatcher: Dispatcher,
  { signal, secret, onSent, ...request }: ExchangeRequest,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const hand = (answer: Omit<Answer, 'secret'>) => resolve({ ...answer, secret });
    dispatcher.dispatch(request, new Exchange(signal, { onSent, resolve: hand, reject }));
  });
}

interface Outcome {
  onSent(): void;
  resolve(answer: Omit<Answer, 'secret'>): void;
  reject(error: unknown): void;
}

/** What undici tells of a request. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #signal: AbortSignal;
  readonly #outcome: Outcome;
  #controller: Dispatcher.DispatchController | undefined;
  #body: AnswerBody | undefined;

  constructor(signal: AbortSignal, outcome: Outcome) {
    this.#signal = signal;
    this.#outcome = outcome;
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal.aborted) controller.abort(this.#signal.reason);
    else this.#outcome.onSent();
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: Answer['headers'],
  ): void {
    // An answer before the answer, e.g. 103 Early Hints.
    if (statusCode < 200) return;
    this.#body = new AnswerBody(controller);
    this.#outcome.resolve({ statusCode, headers, body: this.#body });
  }

  onResponseData(_controller: Dispatcher.DispatchController, piece: Buffer): void {
    this.#body?.add(piece);
  }

  onResponseEnd(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#body?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: unknown): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    if (this.#body) this.#body.end(error);
    else this.#outcome.reject(error);
  }

  readonly #onAbort = () => {
    if (this.#controller) this.#controller.abort(this.#signal.reason);
    // It waits for a connection: nobody waits with it.
    else this.#outcome.reject(this.#signal.reason);
  };
}
