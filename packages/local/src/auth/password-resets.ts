import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { digest } from '../digest.ts';

/** How long a reset token is good, in milliseconds. */
const lifetime = 3_600_000;

/** Tokens that let somebody choose a new password: good once, for an hour, and kept as hashes. */
export class PasswordResets {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  create(user: string): string {
    const token = `prt_${randomBytes(32).toString('base64url')}`;
    const now = this.#clock.now();
    this.#database.prepare('DELETE FROM password_resets WHERE expires_at <= ?').run(now);
    this.#database
      .prepare('INSERT INTO password_resets (hash, user_id, expires_at) VALUES (?, ?, ?)')
      .run(digest(token), user, now + lifetime);
    return token;
  }

  /** Whose password a token may change. */
  find(token: string): string | undefined {
    const row = this.#database
      .prepare('SELECT user_id FROM password_resets WHERE hash = ? AND expires_at > ?')
      .get(digest(token), this.#clock.now());
    return row?.user_id as string | undefined;
  }

  /** Ends all tokens of a user, for one was used. */
  endAll(user: string): void {
    this.#database.prepare('DELETE FROM password_resets WHERE user_id = ?').run(user);
  }
}
