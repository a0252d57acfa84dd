import type {
  Conversation,
  ConversationMessage,
  FeedbackParams,
  NexevoClient,
} from '@nexevo/client';
import type { Message } from '@nexevo/protocol';

export interface GatewayJournalOptions {
  client: NexevoClient;
  /** Milliseconds a call may take. */
  timeoutMs: number;
}

/** How many of the newest are looked at, and how many when those do not reach back far enough. */
const reaches = [100, 1000];
/** So far behind ours the gateway's clock may be. */
const clockSkewMs = 60_000;

/** The calls beside chat that keep a conversation at the gateway. Each leaves through the client, and so through its queue. */
export class GatewayJournal {
  readonly #client: NexevoClient;
  readonly #timeout: number;

  constructor({ client, timeoutMs }: GatewayJournalOptions) {
    this.#client = client;
    this.#timeout = timeoutMs;
  }

  /** Makes a conversation that says whose it is; returns the gateway's id. */
  async create(
    input: { conversationId: string; visitor: string | undefined; title: string | null },
    signal: AbortSignal,
  ): Promise<string> {
    const { conversationId, visitor, title } = input;
    const created = await this.#client.conversations.create(
      {
        ...(title !== null && { title }),
        metadata: { nexevo_chat: { conversation_id: conversationId, visitor } },
      },
      this.#options(signal),
    );
    return created.conversation_id;
  }

  /**
   * The gateway's id of the conversation that bears ours; `undefined` when there is none, `null` when that cannot be
   * known. It is no older than ours, so nobody has to look further back than `conversationCreatedAt` (ms).
   */
  async find(
    sought: { conversationId: string; conversationCreatedAt: number },
    signal: AbortSignal,
  ): Promise<string | undefined | null> {
    const { conversationId, conversationCreatedAt } = sought;
    for (const limit of reaches) {
      const newest = await this.list(limit, signal);
      // A list that never shows metadata cannot answer.
      const isTold = newest?.some(({ metadata }) => typeof metadata === 'object');
      if (!newest || (!isTold && newest.length > 0)) return null;
      const ours = newest.find(({ metadata }) => ourId(metadata) === conversationId);
      if (ours) return ours.conversation_id;
      if (newest.length < limit || reachesBack(newest, conversationCreatedAt)) return undefined;
    }
    return null;
  }

  /** The newest conversations; `null` when they cannot be read. */
  async list(limit: number, signal: AbortSignal): Promise<Conversation[] | null> {
    const options = this.#options(signal);
    const { conversations } = await this.#client.conversations.list({ limit }, options);
    return Array.isArray(conversations) ? conversations : null;
  }

  /** What the gateway has, oldest first; `null` when it cannot be read. */
  async read(upstreamId: string, signal: AbortSignal): Promise<ConversationMessage[] | null> {
    const { messages } = await this.#client.conversations.get(upstreamId, this.#options(signal));
    return Array.isArray(messages) ? messages : null;
  }

  async append(upstreamId: string, { role, text }: Message, signal: AbortSignal): Promise<void> {
    const options = this.#options(signal);
    await this.#client.conversations.appendMessage(upstreamId, { role, content: text }, options);
  }

  async rename(upstreamId: string, title: string, signal: AbortSignal): Promise<void> {
    await this.#client.conversations.update(upstreamId, { title }, this.#options(signal));
  }

  async delete(upstreamId: string, signal: AbortSignal): Promise<void> {
    await this.#client.conversations.delete(upstreamId, this.#options(signal));
  }

  async rate(feedback: FeedbackParams, signal: AbortSignal): Promise<void> {
    await this.#client.feedback.submit(feedback, this.#options(signal));
  }

  #options(signal: AbortSignal) {
    return { signal, timeout: this.#timeout };
  }
}

/** Whether a list, by when they were made or changed, has come to those that were there before `time`. */
function reachesBack(conversations: Conversation[], time: number): boolean {
  return conversations.some(({ created_at: created, updated_at: updated }) => {
    return Date.parse(updated ?? created) < time - clockSkewMs;
  });
}

function ourId(metadata: unknown): unknown {
  const ours: unknown = (metadata as { nexevo_chat?: unknown } | null)?.nexevo_chat;
  return (ours as { conversation_id?: unknown } | undefined)?.conversation_id;
}
