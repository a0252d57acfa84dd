import { hash } from 'node:crypto';
import type { Database } from './database.ts';

/** Longer than any page keeps trying to send. */
const keptMs = 30 * 24 * 60 * 60_000;

/**
 * The client ids of erased conversations, so that a late repetition of a request cannot bring its message back.
 * Only a digest is kept: it says nothing about anybody.
 */
export class SpentIds {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    db.run(
      'CREATE TABLE IF NOT EXISTS spent_ids (digest TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) STRICT',
    );
    db.run('CREATE INDEX IF NOT EXISTS spent_ids_by_expiry ON spent_ids (expires_at)');
    db.function('spent_digest', (visitor, clientId) => digest(String(visitor), String(clientId)));
  }

  has(visitor: string, clientId: string): boolean {
    return (
      this.#db.get('SELECT 1 FROM spent_ids WHERE digest = ?', digest(visitor, clientId)) !==
      undefined
    );
  }

  /** Spends every id that started a run in this conversation; before the runs go. */
  addAll(conversationId: string): void {
    const now = Date.now();
    this.#db.run('DELETE FROM spent_ids WHERE expires_at <= ?', now);
    this.#db.run(
      `INSERT OR IGNORE INTO spent_ids (digest, expires_at)
       SELECT spent_digest(visitor, client_id), ? FROM runs WHERE conversation_id = ?`,
      ...[now + keptMs, conversationId],
    );
  }
}

function digest(visitor: string, clientId: string): string {
  return hash('sha256', JSON.stringify([visitor, clientId]), 'base64url');
}
