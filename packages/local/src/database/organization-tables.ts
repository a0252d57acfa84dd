/**
 * Organizations over accounts. A row of `members` without `joined_at` is an invitation: its `user_id` is the one the
 * address has, or will have once it registers.
 */
export const organizationTables = `
  CREATE TABLE organizations (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL UNIQUE REFERENCES accounts,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE members (
    seq INTEGER PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    invited_email TEXT,
    role TEXT NOT NULL,
    joined_at TEXT,
    UNIQUE (organization_id, user_id)
  ) STRICT;
  CREATE INDEX members_by_user ON members (user_id);
  CREATE INDEX members_by_email ON members (invited_email) WHERE invited_email IS NOT NULL;
`;
