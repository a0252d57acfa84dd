import type { ExportedMessage } from '@nexevo/protocol';
import type { Revocation } from '../revocations.ts';
import type { VisitorKey } from '../store.ts';
import type { ExportedHead } from '../visitors.ts';
import type { BudgetTable } from './budgets.ts';
import type { ConversationTable } from './conversations.ts';
import type { Database } from './database.ts';
import type { RevocationTable } from './revocations.ts';
import { type ConversationRow, type MessageRow, toConversation, toStoredMessage } from './rows.ts';

/** Visitors as a whole in SQLite: adoption, export, erasure. */
export class VisitorTable {
  readonly #db: Database;
  readonly #conversations: ConversationTable;
  readonly #revocations: RevocationTable;
  readonly #budgets: BudgetTable;

  constructor(
    db: Database,
    tables: {
      conversations: ConversationTable;
      revocations: RevocationTable;
      budgets: BudgetTable;
    },
  ) {
    this.#db = db;
    this.#conversations = tables.conversations;
    this.#revocations = tables.revocations;
    this.#budgets = tables.budgets;
  }

  adopt({ from, to, expiresAt }: { from: VisitorKey; to: VisitorKey; expiresAt: number }): boolean {
    return this.#db.transaction(() => {
      if (this.#revocations.isOver(from)) return false;
      this.#revocations.add({ visitor: from, expiresAt });
      this.#db.run('UPDATE conversations SET visitor = ? WHERE visitor = ?', to, from);
      // Two devices may have chosen the same client id; the older run gives its one up.
      this.#db.run(
        `UPDATE runs SET client_id = id WHERE visitor = ?1
         AND client_id IN (SELECT client_id FROM runs WHERE visitor = ?2)`,
        ...[from, to],
      );
      this.#db.run('UPDATE runs SET visitor = ? WHERE visitor = ?', to, from);
      this.#budgets.move(from, to);
      return true;
    });
  }

  ownedIds(visitor: VisitorKey): string[] {
    return this.#db
      .all<{ id: string }>(
        'SELECT id FROM conversations WHERE visitor = ? ORDER BY created_at, id',
        visitor,
      )
      .map(({ id }) => id);
  }

  export(visitor: VisitorKey, id: string): ExportedHead | undefined {
    return this.#db.transaction(() => {
      const row = this.#db.get<ConversationRow>(
        'SELECT * FROM conversations WHERE id = ? AND visitor = ?',
        ...[id, visitor],
      );
      if (!row) return undefined;
      const messages = this.#db.all<Pick<MessageRow, 'id'>>(
        'SELECT id FROM messages WHERE conversation_id = ? ORDER BY rowid',
        id,
      );
      return {
        conversation: {
          ...toConversation(row),
          ...(row.deleted_at !== null && { deleted_at: new Date(row.deleted_at).toISOString() }),
          ...(row.upstream_id !== null && { upstream_id: row.upstream_id }),
        },
        messageIds: messages.map((message) => message.id),
      };
    });
  }

  exportMessage(visitor: VisitorKey, id: string): ExportedMessage | undefined {
    const row = this.#db.get<MessageRow>(
      `SELECT messages.* FROM messages JOIN conversations ON conversations.id = conversation_id
       WHERE messages.id = ? AND visitor = ?`,
      ...[id, visitor],
    );
    if (!row) return undefined;
    const { message, generationId, finishReason, usage } = toStoredMessage(row);
    return {
      ...message,
      ...(generationId !== undefined && { generation_id: generationId }),
      ...(finishReason !== undefined && { finish_reason: finishReason }),
      ...(usage && { usage }),
    };
  }

  delete(revocation: Revocation): string[] {
    return this.#db.transaction(() => {
      this.#revocations.add(revocation);
      const ids = this.ownedIds(revocation.visitor);
      // Deleted since ever: no restore reaches it, and what erases the deleted takes it first.
      this.#db.run('UPDATE conversations SET deleted_at = 0 WHERE visitor = ?', revocation.visitor);
      this.#conversations.scrubDeleted(0);
      this.#budgets.forget(revocation.visitor, Date.now());
      return ids;
    });
  }
}
