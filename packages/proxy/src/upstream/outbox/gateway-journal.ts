import type { ConversationMessage, FeedbackParams, NexevoClient } from '@nexevo/client';
import type { Message } from '@nexevo/protocol';

export interface GatewayJournalOptions {
  client: NexevoClient;
  /** Milliseconds a call may take. */
  timeoutMs: number;
}

/** As many as a minute's requests can make while one of them is in doubt. */
const newest = 100;

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

  /** The gateway's id of the conversation that bears ours, if it is among the newest; `null` when that cannot be read. */
  async find(conversationId: string, signal: AbortSignal): Promise<string | undefined | null> {
    const { conversations } = await this.#client.conversations.list(
      { limit: newest },
      this.#options(signal),
    );
    if (!Array.isArray(conversations)) return null;
    // A list that never shows metadata cannot answer.
    const isTold = conversations.some(({ metadata }) => typeof metadata === 'object');
    if (!isTold && conversations.length > 0) return null;
    return conversations.find(({ metadata }) => ourId(metadata) === conversationId)
      ?.conversation_id;
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

function ourId(metadata: unknown): unknown {
  const ours: unknown = (metadata as { nexevo_chat?: unknown } | null)?.nexevo_chat;
  return (ours as { conversation_id?: unknown } | undefined)?.conversation_id;
}
