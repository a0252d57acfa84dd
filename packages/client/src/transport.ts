import { setTimeout as delay } from 'node:timers/promises';
import { Agent, type Dispatcher } from 'undici';
import { type Answer, expectType, readNothing, readObject } from './answer.ts';
import { Deadline } from './deadline.ts';
import { errorFromTransport } from './errors/from-transport.ts';
import { ConnectionError, RateLimitError } from './errors/index.ts';
import { type ExchangeRequest, exchange } from './exchange.ts';
import type { GateOutcome } from './gate.ts';
import { isLoopback } from './loopback.ts';
import { checkKey, checkToken, type ResolvedOptions, within } from './options.ts';
import { pacedConnector } from './paced-sockets.ts';
import { type RateLimit, readRateLimit } from './rate-limit.ts';
import { buildRequest, type Call } from './request.ts';
import { isRetryable, retryDelay } from './retry.ts';
import { type Route, routes } from './routes.ts';

const chatTimeout = 300_000;
const standardTimeout = 30_000;

/** An event stream whose headers are there. Who takes it releases the deadline. */
export interface OpenStream {
  answer: Answer;
  deadline: Deadline;
  maxEventSize: number;
  origin: string;
}

/** Sends calls through one pool with the key on them, within their time, again where that is safe. */
export class Transport {
  #options: ResolvedOptions;
  readonly #dispatcher: Dispatcher;
  /** Of the calls that run: each a listener on one signal, they would be searched by every other. */
  readonly #running = new Set<Deadline>();
  #isClosed = false;

  constructor(options: ResolvedOptions) {
    this.#options = options;
    // One socket a request: closing it is what stops the model, and no stream waits behind another.
    const connect = options.readPace ? { connect: pacedConnector(options.readPace) } : {};
    this.#dispatcher =
      options.dispatcher ?? new Agent({ allowH2: false, pipelining: 1, ...connect });
  }

  /** The JSON object a route answers with. */
  async json<Shape>(route: Route, call: Call): Promise<Shape> {
    const cap = this.#options.maxResponseSize;
    const read = (answer: Answer) => readObject(answer, cap, route);
    return (await this.#once(route, call, read)) as Shape;
  }

  /** For a route whose answer is of no interest. */
  async nothing(route: Route, call: Call): Promise<void> {
    const read = (answer: Answer) => readNothing(answer, this.#options.maxResponseSize);
    return this.#once(route, call, read);
  }

  /** Resolves when the headers of an event stream are there; after them nothing is retried. */
  async stream(route: Route, call: Call): Promise<OpenStream> {
    const deadline = this.#deadline(route, call);
    const read = async (answer: Answer) => {
      await expectType(answer, 'text/event-stream');
      return answer;
    };
    try {
      const answer = await this.#repeat(route, call, deadline, read);
      deadline.stopClock();
      const { maxEventSize, baseUrl } = this.#options;
      return { answer, deadline, maxEventSize, origin: baseUrl.origin };
    } catch (error) {
      deadline.release();
      throw error;
    }
  }

  /** Whether the gateway is on this machine. */
  get isLoopback(): boolean {
    return isLoopback(this.#options.baseUrl.hostname);
  }

  useKey(apiKey: string): void {
    this.#options = { ...this.#options, bearer: checkKey(apiKey) };
  }

  useSession(accessToken: string): void {
    this.#options = { ...this.#options, bearer: checkToken(accessToken) };
  }

  /** Ends whatever still runs with `client_closed`, and the pool if it is our own. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const deadline of this.#running) deadline.end(closed(true));
    if (!this.#options.dispatcher) await this.#dispatcher.destroy();
  }

  async #once<T>(route: Route, call: Call, read: (answer: Answer) => Promise<T>): Promise<T> {
    const deadline = this.#deadline(route, call);
    try {
      return await this.#repeat(route, call, deadline, read);
    } finally {
      deadline.release();
    }
  }

  #deadline(route: Route, call: Call): Deadline {
    if (this.#isClosed) throw closed(false);
    const standard = route === routes.completeChat ? chatTimeout : standardTimeout;
    const timeout = call.timeout ?? this.#options.timeout ?? standard;
    return new Deadline(within('timeout', timeout, 1), {
      signal: call.signal,
      group: this.#running,
    });
  }

  async #repeat<T>(
    route: Route,
    call: Call,
    deadline: Deadline,
    read: (answer: Answer) => Promise<T>,
  ): Promise<T> {
    const { bearer: secret } = this.#options;
    const request = { ...buildRequest(route, call, this.#options), secret };
    for (let attempt = 0; ; attempt++) {
      const leave = await this.#enter(route, call, deadline);
      let rateLimit: RateLimit = {};
      let wasSent = false;
      let isTaken = false;
      const onSent = () => {
        wasSent = isTaken = true;
      };
      try {
        deadline.check();
        const answer = await this.#request(route, { ...request, signal: deadline.signal, onSent });
        isTaken = answer.statusCode < 400;
        rateLimit = readRateLimit(answer.headers);
        const result = await read(answer);
        leave?.({ rateLimit, isTaken });
        return result;
      } catch (thrown) {
        const error = errorFromTransport(thrown, this.#options.baseUrl.origin, { wasSent, secret });
        leave?.({ rateLimit, isTaken, error });
        deadline.check();
        if (attempt >= this.#options.maxRetries || !isRetryable(error, route)) throw error;
        // The gate has heard of the refusal and knows when the next may leave.
        if (leave && error instanceof RateLimitError) continue;
        const wait = retryDelay(error, attempt, this.#options);
        if (wait === undefined || wait >= deadline.remaining) throw error;
        await pause(wait, deadline);
      }
    }
  }

  async #request(route: Route, request: ExchangeRequest): Promise<Answer> {
    const { onAttempt } = this.#options;
    const began = performance.now();
    const tell = (status?: number) =>
      onAttempt?.({
        route,
        ...(status !== undefined && { status }),
        milliseconds: performance.now() - began,
      });
    try {
      const answer = await exchange(this.#dispatcher, request);
      tell(answer.statusCode);
      return answer;
    } catch (error) {
      tell();
      throw error;
    }
  }

  /** Waits at the gate, where there is one, for as long as it takes. */
  async #enter(
    route: Route,
    { pass }: Call,
    deadline: Deadline,
  ): Promise<((outcome: GateOutcome) => void) | undefined> {
    const { gate } = this.#options;
    if (!gate) return undefined;
    try {
      const { signal } = deadline;
      return await deadline.uncounted(() => gate.enter({ route, pass, signal }));
    } catch (error) {
      deadline.check();
      throw error;
    }
  }
}

async function pause(wait: number, deadline: Deadline): Promise<void> {
  try {
    await delay(wait, undefined, { signal: deadline.signal });
  } catch (error) {
    deadline.check();
    throw error;
  }
}

function closed(ambiguous: boolean): ConnectionError {
  return new ConnectionError('The client was closed.', { code: 'client_closed', ambiguous });
}
