import { checkCount, checkId, checkMessage, checkMetadata } from './arguments.ts';
import type { RequestOptions } from './request.ts';
import { routes } from './routes.ts';
import type { Transport } from './transport.ts';

/** Roles the gateway keeps (documented). */
export type MessageRole = 'user' | 'assistant' | 'system' | 'tool';

/** Any JSON object of at most 4 KB in UTF-8 bytes (documented limit). */
export type ConversationMetadata = { [key: string]: unknown };

/** A conversation kept upstream. `conversation_id` is documented, the other fields are inferred. */
export interface Conversation {
  conversation_id: string;
  title: string | null;
  metadata: ConversationMetadata;
  /** ISO 8601, UTC. */
  created_at: string;
  updated_at: string;
}

/** One kept message (inferred). */
export interface ConversationMessage {
  message_id: string;
  role: MessageRole;
  content: string;
  created_at: string;
}

/** `get`: the conversation with its messages, oldest first (inferred). */
export interface ConversationDetail extends Conversation {
  messages: ConversationMessage[];
}

/** `list`: newest first (inferred). */
export interface ConversationList {
  conversations: Conversation[];
}

export interface ConversationParams {
  title?: string;
  metadata?: ConversationMetadata;
}

/** `conversations`: a journal the gateway keeps; no call here reaches a model. */
export class ConversationsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async create(
    params: ConversationParams = {},
    options: RequestOptions = {},
  ): Promise<Conversation> {
    checkMetadata(params.metadata);
    return this.#transport.json(routes.createConversation, { ...options, body: params });
  }

  async list(
    { limit }: { limit?: number } = {},
    options: RequestOptions = {},
  ): Promise<ConversationList> {
    checkCount(limit, 'limit');
    return this.#transport.json(routes.listConversations, { ...options, query: { limit } });
  }

  async get(id: string, options: RequestOptions = {}): Promise<ConversationDetail> {
    checkId(id, 'id');
    return this.#transport.json(routes.getConversation, { ...options, id });
  }

  async update(
    id: string,
    params: ConversationParams,
    options: RequestOptions = {},
  ): Promise<Conversation> {
    checkId(id, 'id');
    checkMetadata(params.metadata);
    return this.#transport.json(routes.updateConversation, { ...options, id, body: params });
  }

  /** Retried after a lost answer it may throw `NotFoundError`: the conversation is gone either way. */
  async delete(id: string, options: RequestOptions = {}): Promise<void> {
    checkId(id, 'id');
    return this.#transport.nothing(routes.deleteConversation, { ...options, id });
  }

  /** Keeps a message. The gateway has no idempotency key for it: an `ambiguous` error may have kept it too. */
  async appendMessage(
    id: string,
    message: { role: MessageRole; content: string },
    options: RequestOptions = {},
  ): Promise<ConversationMessage> {
    checkId(id, 'id');
    checkMessage(message);
    return this.#transport.json(routes.appendMessage, { ...options, id, body: message });
  }
}
