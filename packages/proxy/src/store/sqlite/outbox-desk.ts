import type { DeliveryKind, OutboxEntry, OutboxStatus } from '../outbox.ts';
import type { Database } from './database.ts';
import { OutboxFacts } from './outbox-facts.ts';
import type { OutboxQueue } from './outbox-queue.ts';
import type { EntryRow, LaneRow } from './outbox-schema.ts';

type ListedRow = EntryRow &
  Pick<LaneRow, 'next_at' | 'lease_until' | 'doubt' | 'attempts' | 'paused' | 'error'> & {
    deleted_at: number | null;
    is_first: number;
  };

/** What an operator sees of SQLite's outbox, and may do with it. */
export class OutboxDesk {
  readonly #db: Database;
  readonly #queue: OutboxQueue;
  readonly #facts: OutboxFacts;

  constructor(db: Database, queue: OutboxQueue) {
    this.#db = db;
    this.#queue = queue;
    this.#facts = new OutboxFacts(db);
  }

  status(): OutboxStatus {
    const count = (sql: string) => this.#db.get<{ count: number }>(sql)?.count ?? 0;
    return {
      depth: count('SELECT count(*) AS count FROM outbox'),
      oldestAt: this.#db.get<EntryRow>('SELECT * FROM outbox ORDER BY id LIMIT 1')?.created_at,
      paused: count('SELECT count(*) AS count FROM outbox_lanes WHERE paused = 1'),
      maybeDoubled: this.#facts.read('maybe_doubled') ?? 0,
      conversationsRefusedAt: this.#facts.read('conversations_refused_at'),
    };
  }

  noteConversationsRefused(since: number | undefined): boolean {
    return this.#facts.note('conversations_refused_at', since);
  }

  list(limit: number): OutboxEntry[] {
    const now = Date.now();
    return this.#db
      .all<ListedRow>(
        `SELECT outbox.*, next_at, lease_until, doubt, attempts, paused, error, deleted_at,
         outbox.id = (SELECT min(id) FROM outbox AS first WHERE first.lane = outbox.lane) AS is_first
         FROM outbox JOIN outbox_lanes USING (lane)
         LEFT JOIN conversations ON conversations.id = outbox.conversation_id
         ORDER BY outbox.id LIMIT ?`,
        limit,
      )
      .map((row) => toEntry(row, now));
  }

  retry(ids: readonly number[] | 'all'): number {
    const sql = `UPDATE outbox_lanes SET paused = 0, attempts = 0,
      next_at = CASE WHEN doubt IS NULL THEN ?1 ELSE next_at END WHERE next_at IS NOT NULL`;
    if (ids === 'all') return this.#db.run(sql, Date.now());
    return this.#each(ids, ({ lane }) => {
      this.#db.run(`${sql} AND lane = ?2`, Date.now(), lane);
    });
  }

  drop(ids: readonly number[]): number {
    return this.#each(ids, ({ id, lane, kind, conversation_id }) => {
      if (kind === 'delete') return this.#queue.forget(conversation_id);
      const first = this.#db.get<EntryRow>('SELECT * FROM outbox WHERE lane = ? ORDER BY id', lane);
      this.#db.run('DELETE FROM outbox WHERE id = ?', id);
      const next = this.#db.get('SELECT 1 FROM outbox WHERE lane = ?', lane) ? Date.now() : null;
      if (first?.id !== id) return;
      // Whether the gateway has the conversation stays open; whether it has this message no longer matters.
      this.#db.run(
        `UPDATE outbox_lanes SET paused = 0, attempts = 0, checks = 0, error = NULL, delivered = NULL,
         next_at = CASE WHEN doubt IS NULL OR ?1 IS NULL THEN ?1 ELSE next_at END,
         doubt = CASE doubt WHEN 'create' THEN doubt END WHERE lane = ?2`,
        ...[next, lane],
      );
    });
  }

  #each(ids: readonly number[], work: (entry: EntryRow) => void): number {
    return this.#db.transaction(() => {
      let found = 0;
      for (const id of new Set(ids)) {
        const entry = this.#db.get<EntryRow>('SELECT * FROM outbox WHERE id = ?', id);
        if (!entry) continue;
        found += 1;
        work(entry);
      }
      return found;
    });
  }
}

function toEntry(row: ListedRow, now: number): OutboxEntry {
  const isFirst = row.is_first === 1;
  return {
    id: row.id,
    kind: row.kind as DeliveryKind,
    conversationId: row.conversation_id,
    messageId: row.message_id ?? undefined,
    createdAt: row.created_at,
    state: stateOf(row, now),
    attempts: isFirst ? row.attempts : 0,
    nextAt: isFirst ? (row.next_at ?? undefined) : undefined,
    error: isFirst ? (row.error ?? undefined) : undefined,
  };
}

function stateOf(row: ListedRow, now: number): OutboxEntry['state'] {
  if (row.kind !== 'delete' && row.deleted_at !== null) return 'held';
  if (row.is_first !== 1) return 'behind';
  if (row.paused === 1) return 'paused';
  if (row.lease_until > now) return 'sending';
  if (row.doubt !== null) return 'in_doubt';
  return (row.next_at ?? 0) <= now ? 'due' : 'waiting';
}
