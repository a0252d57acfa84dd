import { type RequestHandler, type Response, Router } from 'express';
import { callerOf } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Generation, Generations } from '../generations.ts';
import { checkRouting } from '../keys/routing.ts';
import { tierOf } from '../models.ts';
import type { Traffic } from '../traffic.ts';
import { validate } from '../validate.ts';
import { whenLeft } from '../when-left.ts';
import type { ChatModel } from './chat-model.ts';
import { type ChatRequest, chatRequest } from './chat-request.ts';
import { EventStream } from './event-stream.ts';
import { Meter } from './meter.ts';
import { ReplyFrame } from './reply-frame.ts';
import { streamReply } from './stream-reply.ts';

interface ChatOptions {
  model: ChatModel;
  generations: Generations;
  traffic: Traffic;
  clock: Clock;
}

interface Exchange {
  request: ChatRequest;
  response: Response;
  frame: ReplyFrame;
  meter: Meter;
  signal: AbortSignal;
  onOpen: () => void;
}

/** `POST /chat/completions`. What was produced is charged, also when the client left in the middle. */
export class Chat {
  readonly #options: ChatOptions;
  readonly #running = new Set<Promise<void>>();

  constructor(options: ChatOptions) {
    this.#options = options;
  }

  get router(): Router {
    return Router().post('/chat/completions', this.#answer);
  }

  /** Resolves when every reply is over and charged. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  readonly #answer: RequestHandler = async (incoming, response) => {
    const request = validate(chatRequest, incoming.body, 'invalid_request');
    const tier = tierOf(request.model);
    const { account, key } = callerOf(response);
    if (key) checkRouting(key.routing, request.model);
    if (account.balance <= 0n)
      throw new ApiError('account_suspended', 'The balance is spent; top up to go on.');
    const { generations, traffic } = this.#options;
    const generation = generations.start({ account, key, model: request.model, tier });
    traffic.chatOpened(response, { generationId: generation.id, request });
    const work = this.#reply(request, response, generation);
    this.#running.add(work);
    await work.finally(() => this.#running.delete(work));
  };

  async #reply(request: ChatRequest, response: Response, generation: Generation): Promise<void> {
    const { generations, model, clock } = this.#options;
    const meter = new Meter(request);
    const signal = whenLeft(response);
    let isTaken = false;
    const onOpen = () => {
      isTaken = true;
      response.set('X-Nexevo-Generation-Id', generation.id);
      if (model.countsByEstimate) response.set('X-Usage-Input-Tokens', String(meter.inputTokens));
    };
    const frame = new ReplyFrame({
      generationId: generation.id,
      model: request.model,
      now: clock.now(),
    });
    const exchange = { request, response, frame, meter, signal, onOpen };
    try {
      await (request.stream ? this.#stream(exchange) : this.#complete(exchange));
    } catch (error) {
      // Nobody is left to tell.
      if (!signal.aborted) throw error;
    } finally {
      if (isTaken) generations.settle(generation, meter.tokens);
    }
  }

  async #stream({ request, response, signal, ...exchange }: Exchange): Promise<void> {
    const { model, clock } = this.#options;
    await streamReply({
      ...exchange,
      parts: model.stream(request, { signal }),
      stream: new EventStream(response, signal),
      includeUsage: request.stream_options?.include_usage === true,
      fault: response.locals.fault,
      clock,
      signal,
    });
  }

  async #complete({ request, response, frame, meter, signal, onOpen }: Exchange): Promise<void> {
    const reply = await this.#options.model.complete(request, { signal });
    // These faults are of streams; the like of them in one piece is a lost connection.
    if (/^(?:cut-stream|no-done)$/.test(response.locals.fault?.name)) {
      response.socket?.destroy();
      return;
    }
    onOpen();
    meter.add({ delta: { ...reply.message, role: undefined }, usage: reply.usage });
    const { inputTokens, outputTokens } = meter.tokens;
    response.set({
      'X-Usage-Input-Tokens': String(inputTokens),
      'X-Usage-Output-Tokens': String(outputTokens),
    });
    response.json(frame.completion(reply, meter.usage));
  }
}
