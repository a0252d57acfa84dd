import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request, Router } from 'express';
import { Accounts } from './accounts.ts';
import { answerError } from './answer-error.ts';
import { Assistant } from './assistant/assistant.ts';
import { createAuthRouter } from './auth/create-auth-router.ts';
import { Sessions } from './auth/sessions.ts';
import { billingRouter } from './billing/billing.ts';
import { identify, requireCaller } from './caller.ts';
import { Chat } from './chat/chat.ts';
import type { ChatModel } from './chat/chat-model.ts';
import { checkoutRouter } from './checkout/checkout.ts';
import { CheckoutStore } from './checkout/checkout-store.ts';
import { paymentRouter } from './checkout/payment.ts';
import { ConversationStore } from './conversation-store.ts';
import { conversationsRouter } from './conversations.ts';
import { Database } from './database/database.ts';
import { ApiError } from './errors.ts';
import { Faults } from './faults/faults.ts';
import { injectFault } from './faults/inject-fault.ts';
import { feedbackRouter } from './feedback.ts';
import { Generations } from './generations.ts';
import { readJson } from './json-body.ts';
import { enforceCap } from './keys/enforce-cap.ts';
import { KeySpend } from './keys/key-spend.ts';
import { KeyStore } from './keys/key-store.ts';
import { keysRouter } from './keys/keys.ts';
import { SpendAlerts } from './keys/spend-alerts.ts';
import { Llm } from './llm/llm.ts';
import { modelsRouter, tierOf } from './models.ts';
import { type LocalOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import { OrganizationStore } from './organizations/organization-store.ts';
import { organizationsRouter } from './organizations/organizations.ts';
import type { TokenCount } from './prices.ts';
import { limitRate } from './rate-limit.ts';
import { refusePages } from './refuse-pages.ts';
import { Traffic } from './traffic.ts';
import { Users } from './users.ts';
import { WebhookOutbox } from './webhooks/webhook-outbox.ts';

/** A reply that is taken to have been, for `addUsage`. */
export interface PastUsage extends TokenCount {
  /** By which it is billed, e.g. `nexevo/fast`. */
  model: string;
  /** @default now */
  date?: Date;
}

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
  readonly #outbox: WebhookOutbox;
  readonly #books: { keys: KeyStore; accounts: Accounts; generations: Generations };
  #server: Server | undefined;

  constructor(options: ResolvedOptions) {
    const { clock, log } = options;
    const database = new Database(options.dataPath);
    this.#database = database;
    this.#model = options.llm ? new Llm(options.llm) : new Assistant(options);
    this.#outbox = new WebhookOutbox({ ...options, database });
    const accounts = new Accounts(database, options);
    const users = new Users({ database, accounts, clock });
    const keys = new KeyStore({ database, accounts, users, clock });
    const organizations = new OrganizationStore({ database, accounts, users, clock });
    const sessions = new Sessions(database, clock);
    const spend = new KeySpend(database, clock);
    const alerts = new SpendAlerts({ keys, spend, outbox: this.#outbox, clock });
    const generations = new Generations({ database, accounts, spend, alerts, clock });
    this.#books = { keys, accounts, generations };
    const checkouts = new CheckoutStore({ database, accounts, clock });
    const { traffic } = this;
    this.#chat = new Chat({ model: this.#model, generations, traffic, clock });
    const api = Router()
      .use(traffic.watch(log))
      .use(refusePages())
      .use(identify({ keys, sessions }))
      .use(limitRate(options))
      .use(requireCaller({ accounts, users, organizations }))
      .use(enforceCap(spend))
      .use(readJson())
      .use(injectFault(this.faults, clock))
      // Again: a body may take minutes to come, and whoever sends it may be nobody by then.
      .use(identify({ keys, sessions }))
      .use(requireCaller({ accounts, users, organizations }))
      .use(this.#chat.router)
      .use(modelsRouter())
      .use(conversationsRouter(new ConversationStore(database, clock)))
      .use(feedbackRouter({ database, generations, clock }))
      .use(createAuthRouter({ ...options, database, users, keys, sessions, organizations }))
      .use(organizationsRouter({ ...options, database, organizations, users, keys }))
      .use(keysRouter({ database, keys, spend, alerts }))
      .use(billingRouter({ ...options, database }))
      .use(checkoutRouter(checkouts, options))
      .use(refuseUnknown);
    this.app = express()
      .disable('x-powered-by')
      .disable('etag')
      .use('/v1', api)
      .use('/checkout', paymentRouter(checkouts))
      .use(refuseUnknown)
      .use(answerError(log));
  }

  /**
   * Charges a key for a reply that nobody asked for, so that a demo or a test has a history.
   * @throws {ApiError} `invalid_api_key`, or `model_not_found`
   */
  addUsage(key: string, { model, inputTokens, outputTokens, date }: PastUsage): void {
    const { keys, accounts, generations } = this.#books;
    const found = keys.admit(key);
    if (!found) throw new ApiError('invalid_api_key', 'There is no such key.');
    const account = accounts.get(found.account);
    const generation = generations.start({ account, key: found, model, tier: tierOf(model) });
    generations.settle(generation, { inputTokens, outputTokens }, date?.getTime());
  }

  /** Starts to serve; port 0 takes a free one. @throws the system's error, e.g. `EADDRINUSE` */
  async listen(port: number, host = '127.0.0.1'): Promise<{ url: string; port: number }> {
    const server = createServer(this.app).listen(port, host);
    await once(server, 'listening');
    this.#server = server;
    this.#outbox.start();
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
    await this.#outbox.close();
    this.#database.close();
  }
}

function refuseUnknown({ method, originalUrl }: Request): never {
  throw new ApiError('not_found', `There is no ${method} ${originalUrl.slice(0, 200)} here.`);
}

/** Makes a local gateway. Nothing listens before `listen`. @throws {OptionsError} */
export function createLocal(options: LocalOptions): Local {
  return new Local(resolveOptions(options));
}
