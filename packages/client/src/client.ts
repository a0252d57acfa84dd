import { AuthResource } from './auth.ts';
import { BillingResource } from './billing.ts';
import { ChatResource } from './chat.ts';
import { ConversationsResource } from './conversations.ts';
import { FeedbackResource } from './feedback.ts';
import { KeysResource } from './keys.ts';
import { ModelsResource } from './models.ts';
import { type NexevoClientOptions, resolveOptions } from './options.ts';
import { OrganizationsResource } from './organizations.ts';
import { Transport } from './transport.ts';

/** The Nexevo API for a server of yours: one key, one pool of connections, typed errors. */
export class NexevoClient {
  readonly auth: AuthResource;
  readonly billing: BillingResource;
  readonly chat: ChatResource;
  readonly conversations: ConversationsResource;
  readonly feedback: FeedbackResource;
  readonly keys: KeysResource;
  readonly models: ModelsResource;
  readonly organizations: OrganizationsResource;
  readonly #transport: Transport;

  /** Throws a `NexevoError` with the code `invalid_option` when an option cannot work. */
  constructor(options: NexevoClientOptions) {
    const transport = new Transport(resolveOptions(options));
    this.#transport = transport;
    this.auth = new AuthResource(transport);
    this.billing = new BillingResource(transport);
    this.chat = new ChatResource(transport);
    this.conversations = new ConversationsResource(transport);
    this.feedback = new FeedbackResource(transport);
    this.keys = new KeysResource(transport);
    this.models = new ModelsResource(transport);
    this.organizations = new OrganizationsResource(transport);
  }

  /** Another key for every call from now on; what runs ends with the one it began with. */
  useKey(apiKey: string): void {
    this.#transport.useKey(apiKey);
  }

  /** What `auth.login` answered, in place of a key, for every call from now on. */
  useSession(accessToken: string): void {
    this.#transport.useSession(accessToken);
  }

  /** Ends what is still running and closes the connections. */
  async close(): Promise<void> {
    await this.#transport.close();
  }
}
