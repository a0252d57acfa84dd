import type { Conversation } from '@nexevo/protocol';
import { ProxyError, sessionRevoked } from '../../errors.ts';
import { newId } from '../../new-id.ts';
import type { ConversationPage, ListInput, Tombstone, VisitorKey } from '../store.ts';
import { ConversationSearch } from './conversation-search.ts';
import type { Database } from './database.ts';
import type { MessageTable } from './messages.ts';
import type { RevocationTable } from './revocations.ts';
import { type ConversationRow, type Position, toConversation } from './rows.ts';
import { SpentIds } from './spent-ids.ts';

const owned = 'id = ? AND visitor = ? AND deleted_at IS NULL';

/** Conversations in SQLite: ownership, titles, order, deletion. */
export class ConversationTable {
  readonly #db: Database;
  readonly #spentIds: SpentIds;
  readonly #search: ConversationSearch;
  readonly #messages: MessageTable;
  readonly #revocations: RevocationTable;

  constructor(
    db: Database,
    { messages, revocations }: { messages: MessageTable; revocations: RevocationTable },
  ) {
    this.#db = db;
    this.#spentIds = new SpentIds(db);
    this.#search = new ConversationSearch(db, (input) => this.#rows(input));
    this.#messages = messages;
    this.#revocations = revocations;
  }

  /** @throws {ProxyError} `session_revoked` when the visitor was adopted or erased since the session was checked. */
  create(visitor: VisitorKey, title: string | null): Conversation {
    if (this.#revocations.isOver(visitor)) throw sessionRevoked();
    const now = Date.now();
    const row = this.#db.get<ConversationRow>(
      `INSERT INTO conversations (id, visitor, title, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
       RETURNING *`,
      ...[newId('conv'), visitor, title, now, now],
    );
    return toConversation(row!);
  }

  /** A new message ends its active branch. */
  grow(id: string, leaf: string): Conversation {
    const row = this.#db.get<ConversationRow>(
      'UPDATE conversations SET active_message_id = ?, updated_at = ? WHERE id = ? RETURNING *',
      ...[leaf, Date.now(), id],
    );
    return toConversation(row!);
  }

  get(visitor: VisitorKey, id: string): Conversation | undefined {
    const row = this.#db.get<ConversationRow>(
      `SELECT * FROM conversations WHERE ${owned}`,
      id,
      visitor,
    );
    return row && toConversation(row);
  }

  async list({ visitor, limit, cursor, query, signal }: ListInput): Promise<ConversationPage> {
    const after = readCursor(cursor);
    const one = { visitor, limit: limit + 1 };
    const rows = query
      ? await this.#search.find({ ...one, query, ...(signal && { signal }) }, after)
      : this.#rows({ ...one, after });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      conversations: page.map(toConversation),
      nextCursor: last ? writeCursor(last) : null,
    };
  }

  update(
    visitor: VisitorKey,
    id: string,
    change: { title?: string; pinned?: boolean; activeMessageId?: string },
  ): Conversation | undefined {
    return this.#db.transaction(() => {
      if (!this.get(visitor, id)) return undefined;
      const shown = change.activeMessageId;
      const leaf = shown === undefined ? undefined : this.#messages.newestBelow(id, shown);
      if (leaf === undefined && shown !== undefined) return undefined;
      this.#db.run(
        `UPDATE conversations SET title = coalesce(?, title), pinned = coalesce(?, pinned),
         active_message_id = coalesce(?, active_message_id) WHERE id = ?`,
        change.title ?? null,
        change.pinned === undefined ? null : Number(change.pinned),
        leaf ?? null,
        id,
      );
      return this.#read(id);
    });
  }

  delete(visitor: VisitorKey, id: string): boolean {
    return (
      this.#db.run(
        `UPDATE conversations SET deleted_at = ? WHERE ${owned}`,
        ...[Date.now(), id, visitor],
      ) === 1
    );
  }

  restore(visitor: VisitorKey, id: string, since: number): Conversation | undefined {
    const restored = this.#db.run(
      'UPDATE conversations SET deleted_at = NULL WHERE id = ? AND visitor = ? AND deleted_at > ? AND scrubbed = 0',
      ...[id, visitor, since],
    );
    return restored === 1 ? this.#read(id) : undefined;
  }

  scrubDeleted(before: number): Tombstone[] {
    return this.#db.transaction(() => {
      const rows = this.#db.all<ConversationRow>(
        'SELECT * FROM conversations WHERE deleted_at <= ? AND scrubbed < 2',
        before,
      );
      for (const { id, scrubbed } of rows) {
        if (scrubbed) continue;
        this.#spentIds.addAll(id);
        this.#db.run('DELETE FROM messages WHERE conversation_id = ?', id);
        this.#db.run('DELETE FROM runs WHERE conversation_id = ?', id);
        this.#db.run(
          'UPDATE conversations SET title = NULL, active_message_id = NULL, scrubbed = 1 WHERE id = ?',
          id,
        );
      }
      return rows.map((row) => ({
        conversationId: row.id,
        upstreamId: row.upstream_id ?? undefined,
      }));
    });
  }

  deleteInactive(before: number, limit: number): number {
    // Made by whoever uses it: without retention it would only slow the writes.
    this.#db.run(
      'CREATE INDEX IF NOT EXISTS conversations_by_rest ON conversations (updated_at) WHERE deleted_at IS NULL',
    );
    return this.#db.run(
      `UPDATE conversations SET deleted_at = ? WHERE id IN (
         SELECT id FROM conversations WHERE updated_at < ? AND deleted_at IS NULL
         AND id NOT IN (SELECT conversation_id FROM runs WHERE active = 1) LIMIT ?)`,
      ...[Date.now(), before, limit],
    );
  }

  getUpstreamId(id: string): string | undefined {
    const row = this.#db.get<ConversationRow>('SELECT * FROM conversations WHERE id = ?', id);
    return row?.upstream_id ?? undefined;
  }

  setUpstreamId(id: string, upstreamId: string): void {
    this.#db.run('UPDATE conversations SET upstream_id = ? WHERE id = ?', upstreamId, id);
  }

  #rows({
    visitor,
    limit,
    after,
  }: {
    visitor: VisitorKey;
    limit: number;
    after: Position | undefined;
  }): ConversationRow[] {
    return this.#db.all<ConversationRow>(
      `SELECT * FROM conversations WHERE visitor = ?1 AND deleted_at IS NULL
       AND (?2 IS NULL OR (pinned, updated_at, id) < (?2, ?3, ?4))
       ORDER BY pinned DESC, updated_at DESC, id DESC LIMIT ?5`,
      ...[visitor, after?.pinned ?? null, after?.updated_at ?? null, after?.id ?? null, limit],
    );
  }

  #read(id: string): Conversation {
    const row = this.#db.get<ConversationRow>('SELECT * FROM conversations WHERE id = ?', id);
    if (!row) throw new Error(`conversation ${id} vanished inside its own transaction`);
    return toConversation(row);
  }
}

function writeCursor(row: Position): string {
  return Buffer.from(JSON.stringify([row.pinned, row.updated_at, row.id])).toString('base64url');
}

/** @throws {ProxyError} `invalid_request` for what is no cursor of ours: the first page in its place would loop. */
function readCursor(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined;
  const match = /^\[([01]),(\d{1,16}),"(conv_[\w-]+)"\]$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  if (match) return { pinned: Number(match[1]), updated_at: Number(match[2]), id: match[3]! };
  throw new ProxyError(
    'invalid_request',
    'cursor: is none of ours; leave it out for the first page.',
  );
}
