import type { Feedback, Message, MessageContext } from '@nexevo/protocol';
import { newId } from '../../new-id.ts';
import type { BranchMessage, Reach, StoredMessage, VisitorKey } from '../store.ts';
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

  /** Adds a leaf; whoever calls makes its branch the active one. Returns it as one without siblings: {@link read} knows them. */
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
    const id = newId('msg');
    const row = this.#db.get<MessageRow>(
      `INSERT INTO messages (id, conversation_id, parent_id, role, text, status, created_at, client_message_id,
       context, continues, reasoning, reasoning_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
      ...[id, input.conversationId, input.parentId, input.role, input.text, input.status],
      Date.now(),
      input.clientMessageId ?? null,
      input.context ? JSON.stringify(input.context) : null,
      ...[input.continues ?? null, input.reasoning ?? null, input.reasoningMs ?? null],
    );
    return this.#show(row!).message;
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
      `WITH RECURSIVE below (id, place) AS (
         SELECT id, rowid FROM messages WHERE id = ?1 AND conversation_id = ?2
         UNION ALL
         SELECT messages.id, messages.rowid FROM below
         CROSS JOIN messages ON conversation_id = ?2 AND parent_id = below.id
       )
       SELECT id FROM below ORDER BY place DESC LIMIT 1`,
      ...[id, conversationId],
    )?.id;
  }

  /**
   * From the leaf towards the root, or from above `before`; the oldest first. A row at a time: SQLite sets up more for
   * one recursive query than a dozen of these cost, and would walk all of a long conversation for its last page.
   */
  branch(
    conversationId: string,
    { leaf, limit, before }: { leaf: string | null; limit: number; before?: string },
  ): { messages: Message[]; hasMore: boolean } {
    const messages: Message[] = [];
    let next = before === undefined ? leaf : this.#parentOf(conversationId, before);
    while (next !== null && messages.length < limit) {
      const row: MessageRow | undefined = this.#db.get(
        `SELECT ${messageColumns} FROM messages WHERE id = ? AND conversation_id = ?`,
        ...[next, conversationId],
      );
      if (row) messages.push(this.#show(row).message);
      next = row?.parent_id ?? null;
    }
    return { messages: messages.reverse(), hasMore: next !== null };
  }

  /** What was said from the leaf upwards, oldest first, to the first message that `reach` refuses; that one included. */
  said(conversationId: string, leaf: string | null, reach: Reach): BranchMessage[] {
    const messages: BranchMessage[] = [];
    let next = leaf;
    while (next !== null) {
      const row: Pick<MessageRow, 'id' | 'parent_id' | 'role' | 'text' | 'context'> | undefined =
        this.#db.get(
          'SELECT id, parent_id, role, text, context FROM messages WHERE id = ? AND conversation_id = ?',
          ...[next, conversationId],
        );
      if (!row) break;
      const { id, text, context } = row;
      const message = {
        ...{ id, role: row.role as Message['role'], text },
        ...(context && { context: JSON.parse(context) }),
      };
      messages.push(message);
      next = reach(message) ? row.parent_id : null;
    }
    return messages.reverse();
  }

  #parentOf(conversationId: string, id: string): string | null {
    const row = this.#db.get<Pick<MessageRow, 'parent_id'>>(
      'SELECT parent_id FROM messages WHERE id = ? AND conversation_id = ?',
      ...[id, conversationId],
    );
    return row?.parent_id ?? null;
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
