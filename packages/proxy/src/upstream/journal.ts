import { setTimeout as delay } from 'node:timers/promises';
import {
  ConflictError,
  type FeedbackParams,
  InvalidRequestError,
  type NexevoClient,
  NexevoError,
  NotFoundError,
} from '@nexevo/client';
import type { Message } from '@nexevo/protocol';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';

export interface JournalOptions {
  client: NexevoClient;
  store: Store;
  logger: Logger;
}

const firstWaitMs = 500;
const longestWaitMs = 60_000;
/** A gateway may ask for a month; a queue in memory does not wait for that. */
const longestAskedMs = 15 * 60_000;
const attempts = 12;

/**
 * Writes conversations and feedback to the gateway, in order within each conversation, apart from chat.
 * It retries in memory only: what waits when the process dies is not sent again.
 */
export class Journal {
  readonly #client: NexevoClient;
  readonly #store: Store;
  readonly #logger: Logger;
  readonly #closing = new AbortController();
  readonly #queues = new Map<string, Promise<void>>();

  constructor({ client, store, logger }: JournalOptions) {
    this.#client = client;
    this.#store = store;
    this.#logger = logger;
  }

  /** Keeps one message upstream; the conversation is created with the first. */
  append(message: Message): void {
    const { conversation_id: id, role, text } = message;
    if (text === '') return;
    void this.#enqueue(id, 'append', async (signal) => {
      const upstreamId = await this.#ensureConversation(id, signal);
      if (!upstreamId) return;
      await this.#client.conversations.appendMessage(
        upstreamId,
        { role, content: text },
        { signal },
      );
    });
  }

  /** Upstream, the latest opinion on a generation wins. */
  submitFeedback(feedback: FeedbackParams): void {
    void this.#enqueue(`feedback ${feedback.generation_id}`, 'feedback', async (signal) => {
      await this.#client.feedback.submit(feedback, { signal });
    });
  }

  /** Deletes upstream, then lets the store forget. Resolves when that is done or given up; safe to ask for again. */
  deleteConversation(conversationId: string, upstreamId: string | undefined): Promise<void> {
    return this.#enqueue(conversationId, 'delete', async (signal) => {
      const id = upstreamId ?? (await this.#store.getUpstreamId(conversationId));
      if (id) await this.#client.conversations.delete(id, { signal }).catch(ignoreMissing);
      await this.#store.forgetConversation(conversationId);
    });
  }

  /** Resolves when nothing waits any more, or after `ms`. */
  async settle(ms: number): Promise<void> {
    const timeout = new AbortController();
    await Promise.race([
      Promise.all(this.#queues.values()),
      delay(ms, undefined, { signal: timeout.signal }),
    ]);
    timeout.abort();
  }

  close(): void {
    this.#closing.abort();
  }

  async #ensureConversation(
    conversationId: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const known = await this.#store.getUpstreamId(conversationId);
    if (known) return known;
    // Asked for now: the visitor may have signed in since the message was written.
    const visitor = await this.#store.getOwner(conversationId);
    if (visitor === undefined) return undefined;
    const conversation = await this.#store.getConversation(visitor, conversationId);
    if (!conversation) return undefined;
    const created = await this.#client.conversations.create(
      {
        ...(conversation.title !== null && { title: conversation.title }),
        metadata: { nexevo_chat: { conversation_id: conversationId, visitor } },
      },
      { signal },
    );
    await this.#store.setUpstreamId(conversationId, created.conversation_id);
    return created.conversation_id;
  }

  #enqueue(
    queue: string,
    name: string,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const earlier = this.#queues.get(queue) ?? Promise.resolve();
    const mine = earlier
      .then(() => this.#attempt(name, work))
      .finally(() => {
        if (this.#queues.get(queue) === mine) this.#queues.delete(queue);
      });
    this.#queues.set(queue, mine);
    return mine;
  }

  async #attempt(name: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#closing;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        return await work(signal);
      } catch (error) {
        if (signal.aborted) return;
        const traceId = error instanceof NexevoError ? error.traceId : undefined;
        if (isFinal(error) || attempt === attempts) {
          this.#logger.error({ err: error, traceId, attempt }, `upstream ${name} given up`);
          return;
        }
        this.#logger.warn(
          { err: error, traceId, attempt },
          `upstream ${name} failed; trying again`,
        );
        await this.#wait(attempt, error);
      }
    }
  }

  async #wait(attempt: number, error: unknown): Promise<void> {
    const retryAfter = error instanceof NexevoError ? (error.retryAfter ?? 0) : 0;
    const asked = Math.min(longestAskedMs, retryAfter * 1000);
    const backoff = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (0.5 + Math.random() / 2);
    try {
      await delay(Math.max(asked, backoff), undefined, { signal: this.#closing.signal });
    } catch (aborted) {
      if (!this.#closing.signal.aborted) throw aborted;
    }
  }
}

/** Trying the same again cannot help. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof InvalidRequestError ||
    error instanceof NotFoundError ||
    error instanceof ConflictError ||
    !(error instanceof NexevoError)
  );
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof NotFoundError)) throw error;
}
