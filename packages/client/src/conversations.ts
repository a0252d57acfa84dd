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
