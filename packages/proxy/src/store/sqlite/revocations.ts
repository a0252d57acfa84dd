import type { Revocation } from '../revocations.ts';
import type { VisitorKey } from '../store.ts';
import type { Database } from './database.ts';

/** Ended sessions in SQLite; an entry goes when the tokens it is about have run out. */
export class RevocationTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    db.run(`CREATE TABLE IF NOT EXISTS revocations (
      visitor TEXT PRIMARY KEY,
      issued_until INTEGER,
      expires_at INTEGER NOT NULL
    ) STRICT`);
  }

  add({ visitor, issuedUntil, expiresAt }: Revocation): void {
    this.#db.run('DELETE FROM revocations WHERE expires_at <= ?', Date.now());
    // A name that is over stays over.
    this.#db.run(
      `INSERT INTO revocations (visitor, issued_until, expires_at) VALUES (?, ?, ?)
       ON CONFLICT (visitor) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at),
       issued_until = CASE WHEN issued_until IS NULL OR excluded.issued_until IS NULL THEN NULL
       ELSE max(issued_until, excluded.issued_until) END`,
      ...[visitor, issuedUntil ?? null, expiresAt],
    );
  }

  isRevoked(visitor: VisitorKey, issuedAt: number): boolean {
    return (
      this.#db.get(
        `SELECT 1 FROM revocations WHERE visitor = ? AND expires_at > ?
         AND (issued_until IS NULL OR issued_until >= ?)`,
        ...[visitor, Date.now(), issuedAt],
      ) !== undefined
    );
  }

  /** Whether nothing may be written under this name any more. */
  isOver(visitor: VisitorKey): boolean {
    return this.isRevoked(visitor, Number.MAX_SAFE_INTEGER);
  }
}
