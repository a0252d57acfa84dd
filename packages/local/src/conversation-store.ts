import type {
  Conversation,
  ConversationDetail,
  ConversationMessage,
  ConversationMetadata,
  MessageRole,
} from '@nexevo/client';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import { ApiError } from './errors.ts';
import { newId } from './new-id.ts';

interface Owned {
  account: number;
  id: string;
}

/** The conversations of all accounts; every operation names the account and sees nobody else's. */
export class ConversationStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  create(account: number, title: string | null, metadata: ConversationMetadata): Conversation {
    const id = newId('conv');
    const now = this.#now();
    this.#database
      .prepare(
        `INSERT INTO conversations (id, account_id, title, metadata, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(id, account, title, JSON.stringify(metadata), now, now);
    return this.#find({ account, id });
  }

  /** Newest first. */
  list(account: number, limit: number): Conversation[] {
    return this.#database
      .prepare('SELECT * FROM conversations WHERE account_id = ? ORDER BY seq DESC LIMIT ?')
      .all(account, limit)
      .map(toConversation);
  }

  get(owned: Owned): ConversationDetail {
    const conversation = this.#find(owned);
    const messages = this.#database
      .prepare(
        `SELECT id AS message_id, role, content, created_at FROM messages
         WHERE conversation_id = ? ORDER BY seq`,
      )
      .all(owned.id);
    return { ...conversation, messages: messages as unknown as ConversationMessage[] };
  }

  update(
    owned: Owned,
    change: { title?: string | null; metadata?: ConversationMetadata },
  ): Conversation {
    const { title, metadata } = { ...this.#find(owned), ...change };
    this.#database
      .prepare('UPDATE conversations SET title = ?, metadata = ?, updated_at = ? WHERE id = ?')
      .run(title, JSON.stringify(metadata), this.#now(), owned.id);
    return this.#find(owned);
  }

  delete(owned: Owned): void {
    this.#find(owned);
    this.#database.prepare('DELETE FROM conversations WHERE id = ?').run(owned.id);
  }

  append(owned: Owned, role: MessageRole, content: string): ConversationMessage {
    this.#find(owned);
    const message = { message_id: newId('msg'), role, content, created_at: this.#now() };
    this.#database.transaction(() => {
      this.#database
        .prepare(
          `INSERT INTO messages (id, conversation_id, role, content, created_at)
           VALUES (?, ?, ?, ?, ?)`,
        )
        .run(message.message_id, owned.id, role, content, message.created_at);
      this.#database
        .prepare('UPDATE conversations SET updated_at = ? WHERE id = ?')
        .run(message.created_at, owned.id);
    });
    return message;
  }

  #find({ account, id }: Owned): Conversation {
    const row = this.#database
      .prepare('SELECT * FROM conversations WHERE id = ? AND account_id = ?')
      .get(id, account);
    if (!row) throw new ApiError('conversation_not_found', `No conversation "${id.slice(0, 80)}".`);
    return toConversation(row);
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

function toConversation(row: Record<string, unknown>): Conversation {
  return {
    conversation_id: row.id as string,
    title: row.title as string | null,
    metadata: JSON.parse(row.metadata as string),
    created_at: row.created_at as string,
    updated_at: row.updated_at as string,
  };
}
