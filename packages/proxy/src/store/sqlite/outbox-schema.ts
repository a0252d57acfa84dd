/** What is to be told to the gateway, and what is known of each lane. No entry holds a word of anybody's text. */
export const outboxSchema = `
CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lane TEXT NOT NULL,
  kind TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  message_id TEXT,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS outbox_by_lane ON outbox (lane, id);
CREATE INDEX IF NOT EXISTS outbox_by_conversation ON outbox (conversation_id);

CREATE TABLE IF NOT EXISTS outbox_lanes (
  lane TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  next_at INTEGER,
  owner TEXT,
  lease_until INTEGER NOT NULL DEFAULT 0,
  doubt TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  checks INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER,
  paused INTEGER NOT NULL DEFAULT 0,
  error TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS outbox_lanes_due ON outbox_lanes (subject, next_at)
  WHERE next_at IS NOT NULL AND paused = 0;
CREATE INDEX IF NOT EXISTS outbox_lanes_by_conversation ON outbox_lanes (conversation_id);
CREATE INDEX IF NOT EXISTS outbox_lanes_paused ON outbox_lanes (paused) WHERE paused = 1;

CREATE TABLE IF NOT EXISTS outbox_facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
`;

export interface LaneRow {
  lane: string;
  subject: string;
  conversation_id: string;
  next_at: number | null;
  owner: string | null;
  lease_until: number;
  doubt: string | null;
  attempts: number;
  checks: number;
  delivered: number | null;
  paused: number;
  error: string | null;
}

export interface EntryRow {
  id: number;
  lane: string;
  kind: string;
  conversation_id: string;
  message_id: string | null;
  revision: number;
  created_at: number;
}
