import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request, Router } from 'express';
import { Accounts } from './accounts.ts';
import { answerError } from './answer-error.ts';
import { Assistant } from './assistant/assistant.ts';
import { requireKey } from './auth.ts';
import { billingRouter } from './billing.ts';
import { Chat } from './chat/chat.ts';
import type { ChatModel } from './chat/chat-model.ts';
import { ConversationStore } from './conversation-store.ts';
import { conversationsRouter } from './conversations.ts';
import { Database } from './database.ts';
import { ApiError } from './errors.ts';
import { Faults } from './faults/faults.ts';
import { injectFault } from './faults/inject-fault.ts';
import { feedbackRouter } from './feedback.ts';
import { Generations } from './generations.ts';
import { readJson } from './json-body.ts';
import { Llm } from './llm/llm.ts';
import { modelsRouter } from './models.ts';
import { type LocalOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import { limitRate } from './rate-limit.ts';
import { Traffic } from './traffic.ts';

/** A gateway: its Express app, and the switches a test or a demo needs. */
export class Local {
  /** The API under `/v1`, to mount elsewhere or to `listen` with. */
  readonly app: Express;
  /** Makes requests fail, by name. */
  readonly faults = new Faults();
  /** Emits `request`, `chat-open` and `chat-close`. */
  readonly traffic = new Traffic();
  readonly #database: Database;
  readonly #model: ChatModel;
  readonly #chat: Chat;
  #server: Server | undefined;

  constructor(options: ResolvedOptions) {
    const { clock } = options;
    this.#database = new Database(options.dataPath);
    this.#model = options.llm ? new Llm(options.llm) : new Assistant(options);
    const generations = new Generations(this.#database, clock);
    this.#chat = new Chat({ model: this.#model, generations, traffic: this.traffic, clock });
    this.app = this.#mount(options, generations);
  }

  /** Starts to serve; port 0 takes a free one. @throws the system's error, e.g. `EADDRINUSE` */
  async listen(port: number, host = '127.0.0.1'): Promise<{ url: string; port: number }> {
    const server = createServer(this.app).listen(port, host);
    await once(server, 'listening');
    this.#server = server;
    const { port: taken } = server.address() as AddressInfo;
    const name = host.includes(':') ? `[${host}]` : host;
    return { url: `http://${name}:${taken}/v1`, port: taken };
  }

  /** Ends open connections, charges what they had, and closes the data. */
  async close(): Promise<void> {
    const server = this.#server;
    if (server) {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    }
    await this.#chat.settled();
    await this.#model.close();
    this.#database.close();
  }

  #mount(options: ResolvedOptions, generations: Generations): Express {
    const { clock, log } = options;
    const database = this.#database;
    const accounts = new Accounts(database, options);
    const api = Router()
      .use(this.traffic.watch(log))
      .use(requireKey(accounts))
      .use(limitRate(options))
      .use(readJson())
      .use(injectFault(this.faults, clock))
      .use(this.#chat.router)
      .use(modelsRouter())
      .use(conversationsRouter(new ConversationStore(database, clock)))
      .use(feedbackRouter({ database, generations, clock }))
      .use(billingRouter(database, clock))
      .use(refuseUnknown);
    const app = express().disable('x-powered-by').disable('etag');
    return app.use('/v1', api).use(refuseUnknown).use(answerError(log));
  }
}

function refuseUnknown({ method, originalUrl }: Request): never {
  throw new ApiError('not_found', `There is no ${method} ${originalUrl.slice(0, 200)} here.`);
}

/** Makes a local gateway. Nothing listens before `listen`. @throws {OptionsError} */
export function createLocal(options: LocalOptions): Local {
  return new Local(resolveOptions(options));
}
