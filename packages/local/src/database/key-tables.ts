/**
 * Many keys an account, each of a user, with what it may spend. Until here a key was an account: each becomes the
 * development key of an account and a user of its own. A UNIQUE column cannot be dropped, so `accounts` is rebuilt.
 */
export const keyTables = `
  CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT UNIQUE,
    full_name TEXT,
    account_id INTEGER REFERENCES accounts,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX users_by_account ON users (account_id);
  CREATE TABLE keys (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES accounts,
    user_id TEXT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    prefix TEXT NOT NULL,
    spend_cap TEXT,
    routing TEXT NOT NULL DEFAULT 'any',
    webhook_url TEXT,
    webhook_secret TEXT,
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    revoked_at TEXT
  ) STRICT;
  CREATE INDEX keys_by_account ON keys (account_id, seq);
  CREATE INDEX keys_by_user ON keys (user_id);
  CREATE TABLE key_spend (
    key_id TEXT NOT NULL REFERENCES keys (id),
    month TEXT NOT NULL,
    spent TEXT NOT NULL,
    alerted_pct INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (key_id, month)
  ) STRICT;
  CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    key_id TEXT NOT NULL REFERENCES keys (id),
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER,
    outcome TEXT,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;

  INSERT INTO users (id, email, account_id, created_at)
    SELECT 'u_' || substr(key_hash, 1, 24), 'dev-' || substr(key_hash, 1, 12) || '@local.example', id, created_at
    FROM accounts;
  INSERT INTO keys (id, account_id, user_id, name, hash, prefix, created_at)
    SELECT 'key_' || substr(key_hash, 1, 24), id, 'u_' || substr(key_hash, 1, 24),
      'development', key_hash, 'sk-xc-local-', created_at
    FROM accounts;
  CREATE TABLE accounts_apart (
    id INTEGER PRIMARY KEY,
    balance TEXT NOT NULL,
    plan TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  INSERT INTO accounts_apart SELECT id, balance, 'payg', created_at FROM accounts;
  DROP TABLE accounts;
  ALTER TABLE accounts_apart RENAME TO accounts;
  ALTER TABLE generations ADD COLUMN key_id TEXT REFERENCES keys (id);
`;
