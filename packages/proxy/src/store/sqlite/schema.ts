/** Of the file; `user_version` says which one a file has. */
export const schemaVersion = 4;

export const schema = `
CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  visitor TEXT NOT NULL,
  title TEXT,
  pinned INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  active_message_id TEXT,
  upstream_id TEXT,
  deleted_at INTEGER,
  scrubbed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX conversations_by_visitor ON conversations (visitor, pinned DESC, updated_at DESC, id DESC);
CREATE INDEX conversations_deleted ON conversations (deleted_at) WHERE deleted_at IS NOT NULL;

-- In the order of their rowids, which only grow: a clock may be set back.
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  parent_id TEXT,
  role TEXT NOT NULL,
  text TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  client_message_id TEXT,
  reason TEXT,
  error TEXT,
  finish_reason TEXT,
  generation_id TEXT,
  input_tokens INTEGER,
  output_tokens INTEGER,
  feedback TEXT,
  context TEXT,
  reasoning TEXT,
  reasoning_ms INTEGER,
  continues TEXT
) STRICT;
CREATE INDEX messages_by_parent ON messages (conversation_id, parent_id);
CREATE INDEX messages_by_continues ON messages (continues) WHERE continues IS NOT NULL;

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  visitor TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  active INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  lease_until INTEGER NOT NULL,
  last_event_id INTEGER NOT NULL DEFAULT 0,
  UNIQUE (visitor, client_id)
) STRICT;
CREATE UNIQUE INDEX one_active_run ON runs (conversation_id) WHERE active = 1;
CREATE INDEX runs_by_conversation ON runs (conversation_id);
`;

/** What makes a file of one version one of the next. */
export const migrations: Record<number, string> = {
  1: `
ALTER TABLE messages ADD COLUMN context TEXT;
ALTER TABLE messages ADD COLUMN reasoning TEXT;
ALTER TABLE messages ADD COLUMN reasoning_ms INTEGER;
CREATE INDEX messages_by_parent ON messages (conversation_id, parent_id);
DROP INDEX messages_by_conversation;
`,
  2: 'ALTER TABLE messages ADD COLUMN continues TEXT;',
  3: 'CREATE INDEX messages_by_continues ON messages (continues) WHERE continues IS NOT NULL;',
};
