/** Top-ups: asked for once an idempotency key, credited at most once. */
export const checkoutTables = `
  CREATE TABLE checkouts (
    id TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts,
    idempotency_key TEXT NOT NULL,
    amount TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    paid_at INTEGER,
    UNIQUE (account_id, idempotency_key)
  ) STRICT;
`;
