import type { Conversation, Message } from '@nexevo/protocol';
import type { StoredMessage, StoredRun } from '../store.ts';

/** Rows as SQLite holds them; columns as in `schema.ts`. */
export interface ConversationRow {
  id: string;
  visitor: string;
  title: string | null;
  pinned: number;
  created_at: number;
  updated_at: number;
  active_message_id: string | null;
  upstream_id: string | null;
  deleted_at: number | null;
  scrubbed: number;
}

/** Where a conversation stands in its visitor's list. */
export type Position = Pick<ConversationRow, 'pinned' | 'updated_at' | 'id'>;

export interface MessageRow {
  id: string;
  conversation_id: string;
  parent_id: string | null;
  role: string;
  text: string;
  status: string;
  created_at: number;
  client_message_id: string | null;
  reason: string | null;
  error: string | null;
  finish_reason: string | null;
  generation_id: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  feedback: string | null;
  context: string | null;
  reasoning: string | null;
  reasoning_ms: number | null;
  /** A JSON list, where {@link messageColumns} were asked for. */
  sibling_ids?: string;
}

/**
 * A message with the ids of its versions, oldest first: all that have its parent, but for what goes on in another one
 * and led to nothing else. It is never left out itself. Each version is one more look-up: only for what is shown.
 */
export const messageColumns = `messages.*, (
  SELECT json_group_array(id) FROM (
    SELECT id FROM messages AS sibling WHERE sibling.conversation_id = messages.conversation_id
    AND sibling.parent_id IS messages.parent_id AND (sibling.id = messages.id OR NOT EXISTS (
      SELECT 1 FROM messages AS rest WHERE rest.continues = sibling.id
    ) OR EXISTS (
      SELECT 1 FROM messages AS child WHERE child.conversation_id = sibling.conversation_id
      AND child.parent_id = sibling.id
    )) ORDER BY sibling.rowid
  )) AS sibling_ids`;

export interface RunRow {
  id: string;
  visitor: string;
  conversation_id: string;
  message_id: string;
  fingerprint: string;
  active: number;
  fence: number;
  last_event_id: number;
}

export function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    title: row.title,
    pinned: row.pinned === 1,
    created_at: new Date(row.created_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
    active_message_id: row.active_message_id,
  };
}

export function toMessage(row: MessageRow): Message {
  const siblings: string[] = row.sibling_ids ? JSON.parse(row.sibling_ids) : [];
  return {
    id: row.id,
    conversation_id: row.conversation_id,
    parent_id: row.parent_id,
    role: row.role as Message['role'],
    text: row.text,
    status: row.status as Message['status'],
    created_at: new Date(row.created_at).toISOString(),
    ...(siblings.length > 1 && { sibling_ids: siblings }),
    ...(row.context && { context: JSON.parse(row.context) }),
    ...(row.reasoning && { reasoning: row.reasoning }),
    ...(row.reasoning_ms !== null && { reasoning_ms: row.reasoning_ms }),
    ...(row.client_message_id && { client_message_id: row.client_message_id }),
    ...(row.reason && { reason: row.reason as NonNullable<Message['reason']> }),
    ...(row.error && { error: JSON.parse(row.error) }),
    ...(row.role === 'assistant' && { ratable: row.generation_id !== null }),
    ...(row.feedback && { feedback: JSON.parse(row.feedback) }),
  };
}

export function toStoredMessage(row: MessageRow): StoredMessage {
  const { input_tokens, output_tokens } = row;
  return {
    message: toMessage(row),
    generationId: row.generation_id ?? undefined,
    finishReason: row.finish_reason ?? undefined,
    usage:
      input_tokens === null || output_tokens === null ? undefined : { input_tokens, output_tokens },
  };
}

export function toRun(row: RunRow): StoredRun {
  return {
    id: row.id,
    visitor: row.visitor,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    active: row.active === 1,
    fence: row.fence,
    lastEventId: row.last_event_id,
  };
}
