import { DatabaseSync } from 'node:sqlite';

export interface StoredMessage {
  id: string;
  conversation_id: string;
  parent_id: string | null;
  role: string;
  text: string;
  status: string;
  reason: string | null;
  client_message_id: string | null;
  generation_id: string | null;
  feedback: string | null;
  created_at: number;
}

export interface StoredConversation {
  id: string;
  title: string | null;
  active_message_id: string | null;
  upstream_id: string | null;
  deleted_at: number | null;
}

export interface GatewayConversation {
  id: string;
  title: string | null;
  /** Our own id, from its metadata. */
  ours: string;
  messages: { role: string; content: string }[];
}

/** The proxy's file and the gateway's, as they lie there when both are quiet. */
export interface Stored {
  conversations: StoredConversation[];
  /** In the order they came into being. */
  messages: StoredMessage[];
  activeRuns: number;
  maybeDoubled: number;
  depth: number;
  upstream: GatewayConversation[];
  /** By generation id. */
  feedback: Map<string, { rating: number; comment: string | null }>;
}

export function readStored(paths: { dataPath: string; gatewayPath: string }): Stored {
  const proxy = new DatabaseSync(paths.dataPath, { readOnly: true });
  const gateway = new DatabaseSync(paths.gatewayPath, { readOnly: true });
  const all = <Row>(db: DatabaseSync, sql: string, ...values: string[]) =>
    db.prepare(sql).all(...values) as Row[];
  const count = (sql: string) => all<{ n: number }>(proxy, sql)[0]?.n ?? 0;
  const kept = all<{ id: string; title: string | null; metadata: string }>(
    gateway,
    'SELECT * FROM conversations ORDER BY seq',
  );
  const votes = all<{ generation_id: string; rating: number; comment: string | null }>(
    gateway,
    'SELECT * FROM feedback',
  );
  const stored: Stored = {
    conversations: all(proxy, 'SELECT * FROM conversations'),
    messages: all(proxy, 'SELECT * FROM messages ORDER BY rowid'),
    activeRuns: count('SELECT count(*) AS n FROM runs WHERE active = 1'),
    maybeDoubled: count("SELECT value AS n FROM outbox_facts WHERE name = 'maybe_doubled'"),
    depth: count('SELECT count(*) AS n FROM outbox'),
    upstream: kept.map(({ id, title, metadata }) => ({
      id,
      title,
      ours: JSON.parse(metadata).nexevo_chat?.conversation_id,
      messages: all(
        gateway,
        'SELECT role, content FROM messages WHERE conversation_id = ? ORDER BY seq',
        id,
      ),
    })),
    feedback: new Map(votes.map((vote) => [vote.generation_id, vote])),
  };
  proxy.close();
  gateway.close();
  return stored;
}
