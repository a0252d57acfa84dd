import { randomBytes } from 'node:crypto';
import { type Clock, dayMs } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { digest } from '../digest.ts';

/** How long a login lasts, in milliseconds. */
const lifetime = 7 * dayMs;

/** A login as it is stored: by the hash of its token. */
export interface Session {
  hash: string;
  user: string;
}

/** Logins: bearer tokens `sess_…`, taken wherever a key is. */
export class Sessions {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Begins a login. */
  begin(user: string): { token: string; expiresIn: number } {
    const token = `sess_${randomBytes(32).toString('base64url')}`;
    const now = this.#clock.now();
    this.#database.prepare('DELETE FROM sessions WHERE expires_at <= ?').run(now);
    this.#database
      .prepare('INSERT INTO sessions (hash, user_id, expires_at) VALUES (?, ?, ?)')
      .run(digest(token), user, now + lifetime);
    return { token, expiresIn: lifetime / 1000 };
  }

  find(token: string): Session | undefined {
    if (!token.startsWith('sess_')) return undefined;
    const row = this.#database
      .prepare('SELECT hash, user_id AS user FROM sessions WHERE hash = ? AND expires_at > ?')
      .get(digest(token), this.#clock.now());
    return row as Session | undefined;
  }

  /** Whether a login that was found is still one: it may have ended while something was awaited. */
  isOpen({ hash }: Session): boolean {
    return (
      this.#database
        .prepare('SELECT 1 FROM sessions WHERE hash = ? AND expires_at > ?')
        .get(hash, this.#clock.now()) !== undefined
    );
  }

  /** Ends a user's logins, but for one. */
  endAll(user: string, except?: Session): void {
    this.#database
      .prepare('DELETE FROM sessions WHERE user_id = ? AND hash <> ?')
      .run(user, except?.hash ?? '');
  }
}
