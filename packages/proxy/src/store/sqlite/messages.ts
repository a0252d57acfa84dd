import type { Feedback, Message, MessageContext } from '@nexevo/protocol';
import { newId } from '../../new-id.ts';
import type { StoredMessage, VisitorKey } from '../store.ts';
import type { Database } from './database.ts';
import { type MessageRow, messageColumns, toStoredMessage } from './rows.ts';

/** The message trees in SQLite. */
export class MessageTable {
  readonly #db: Database;
  readonly #showsUsage: boolean;

  /** `showsUsage`: whether messages tell what they took. */
  constructor(db: Database, { showsUsage }: { showsUsage: boolean }) {
    this.#db = db;
    this.#showsUsage = showsUsage;
  }

  /** Adds a leaf and makes its branch the active one. */
  append(input: {
    conversationId: string;
    parentId: string | null;
    role: Message['role'];
    text: string;
    status: Message['status'];
    clientMessageId?: string;
    context?: MessageContext;
    /** The reply that goes on here, and what that had thought. */
    continues?: string;
    reasoning?: string;
    reasoningMs?: number;
  }): Message {
    const now = Date.now();
    const id = newId('msg');
    this.#db.run(
      `INSERT INTO messages (id, conversation_id, parent_id, role, text, status, created_at, client_message_id,
       context, continues, reasoning, reasoning_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, input.conversationId, input.parentId, input.role, input.text, input.status, now],
      input.clientMessageId ?? null,
      input.context ? JSON.stringify(input.context) : null,
      ...[input.continues ?? null, input.reasoning ?? null, input.reasoningMs ?? null],
    );
    this.#db.run(
      'UPDATE conversations SET active_message_id = ?, updated_at = ? WHERE id = ?',
      ...[id, now, input.conversationId],
    );
    return this.read(id);
  }

  read(id: string): Message {
    const row = this.#db.get<MessageRow>(`SELECT ${messageColumns} FROM messages WHERE id = ?`, id);
    if (!row) throw new Error(`message ${id} vanished inside its own transaction`);
    return this.#show(row).message;
  }

  get(visitor: VisitorKey, id: string): StoredMessage | undefined {
    const row = this.#db.get<MessageRow>(
      `SELECT ${messageColumns} FROM messages JOIN conversations ON conversations.id = conversation_id
       WHERE messages.id = ? AND visitor = ? AND deleted_at IS NULL`,
      ...[id, visitor],
    );
    return row && this.#show(row);
  }

  /** The newest message below `id`, or that itself: where its branch ends. `undefined` when it is not in the conversation. */
  newestBelow(conversationId: string, id: string): string | undefined {
    return this.#db.get<{ id: string }>(
      `WITH RECURSIVE below (id) AS (
         SELECT id FROM messages WHERE id = ?1 AND conversation_id = ?2
         UNION ALL
         SELECT messages.id FROM below CROSS JOIN messages ON conversation_id = ?2 AND parent_id = below.id
       )
       SELECT messages.id FROM below CROSS JOIN messages ON messages.id = below.id
       ORDER BY created_at DESC, messages.rowid DESC LIMIT 1`,
      ...[id, conversationId],
    )?.id;
  }

  branch(
    conversationId: string,
    input: { leaf: string | null; limit?: number; before?: string },
  ): { messages: Message[]; hasMore: boolean } {
    const limit = input.limit ?? -1;
    // The walk goes from the leaf to the root; `depth` counts from the leaf.
    const rows = this.#db.all<MessageRow>(
      `WITH RECURSIVE branch (id, parent_id, depth) AS (
         SELECT id, parent_id, 0 FROM messages WHERE id = ?1 AND conversation_id = ?2
         UNION ALL
         SELECT messages.id, messages.parent_id, depth + 1 FROM messages
         JOIN branch ON messages.id = branch.parent_id WHERE messages.conversation_id = ?2
       )
       SELECT ${messageColumns} FROM branch JOIN messages ON messages.id = branch.id
       WHERE ?3 IS NULL OR depth > (SELECT depth FROM branch WHERE id = ?3)
       ORDER BY depth LIMIT ?4`,
      ...[input.leaf, conversationId, input.before ?? null, limit < 0 ? -1 : limit + 1],
    );
    const hasMore = limit >= 0 && rows.length > limit;
    const page = hasMore ? rows.slice(0, limit) : rows;
    return { messages: page.reverse().map((row) => this.#show(row).message), hasMore };
  }

  setFeedback(
    visitor: VisitorKey,
    messageId: string,
    feedback: Feedback,
  ): StoredMessage | undefined {
    this.#db.run(
      `UPDATE messages SET feedback = ? WHERE id = ? AND role = 'assistant'
       AND (generation_id IS NOT NULL OR status = 'running')
       AND conversation_id IN (SELECT id FROM conversations WHERE visitor = ? AND deleted_at IS NULL)`,
      ...[JSON.stringify(feedback), messageId, visitor],
    );
    return this.get(visitor, messageId);
  }

  #show(row: MessageRow): StoredMessage {
    const stored = toStoredMessage(row);
    const { message, usage } = stored;
    return this.#showsUsage && usage ? { ...stored, message: { ...message, usage } } : stored;
  }
}
