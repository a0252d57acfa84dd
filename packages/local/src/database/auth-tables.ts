import { developmentPassword } from '../auth/development-password.ts';

/** Logins and what they are checked by. Every user until here is the one of a development key. */
export const authTables = `
  ALTER TABLE users ADD COLUMN password_hash TEXT;
  ALTER TABLE users ADD COLUMN totp_secret TEXT;
  ALTER TABLE users ADD COLUMN totp_enabled_at TEXT;
  ALTER TABLE users ADD COLUMN totp_used_step INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE users ADD COLUMN deactivated_at TEXT;
  UPDATE users SET password_hash = '${developmentPassword}';
  CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX sessions_by_user ON sessions (user_id);
  CREATE TABLE password_resets (
    hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX password_resets_by_user ON password_resets (user_id);
`;
