import type {
  Claim,
  Delivery,
  DeliveryKind,
  DeliveryOutcome,
  Doubt,
  LaneSubject,
} from '../outbox.ts';
import type { Database } from './database.ts';
import { OutboxFacts } from './outbox-facts.ts';
import type { OutboxQueue } from './outbox-queue.ts';
import type { EntryRow, LaneRow } from './outbox-schema.ts';
import { type ConversationRow, type MessageRow, toStoredMessage } from './rows.ts';

type ClaimedRow = LaneRow & Pick<EntryRow, 'id' | 'kind' | 'message_id' | 'revision'>;

/** How entries leave SQLite's outbox: claimed under a lease, attempted, settled. */
export class OutboxDeliveries {
  readonly #db: Database;
  readonly #queue: OutboxQueue;
  readonly #facts: OutboxFacts;

  constructor(db: Database, queue: OutboxQueue) {
    this.#db = db;
    this.#queue = queue;
    this.#facts = new OutboxFacts(db);
  }

  /** Takes the lane that is due the longest. */
  claim(input: {
    owner: string;
    subjects: readonly LaneSubject[];
    now: number;
    leaseUntil: number;
  }): Delivery | undefined {
    const { owner, leaseUntil } = input;
    // Mostly nothing is: then the file is only read.
    if (!this.#firstDue(input)) return undefined;
    return this.#db.transaction(() => {
      const due = this.#firstDue(input);
      if (!due) return undefined;
      this.#db.run(
        'UPDATE outbox_lanes SET owner = ?, lease_until = ? WHERE lane = ?',
        ...[owner, leaseUntil, due.lane],
      );
      return this.#describe(due, owner);
    });
  }

  begin(
    claim: Claim,
    input: { doubt: Doubt; settledAt: number; isMaybeDoubled?: boolean },
  ): boolean {
    return this.#db.transaction(() => {
      const begun = this.#db.run(
        `UPDATE outbox_lanes SET doubt = ?, next_at = ? WHERE lane = ? AND owner = ?
         AND EXISTS (SELECT 1 FROM outbox WHERE id = ?)`,
        ...[input.doubt, input.settledAt, claim.lane, claim.owner, claim.entryId],
      );
      if (begun === 1 && input.isMaybeDoubled) this.#facts.count('maybe_doubled');
      return begun === 1;
    });
  }

  renew(claim: Claim, { leaseUntil, settledAt }: { leaseUntil: number; settledAt: number }) {
    const renewed = this.#db.run(
      `UPDATE outbox_lanes SET lease_until = ?, next_at = CASE WHEN doubt IS NULL THEN next_at ELSE ? END
       WHERE lane = ? AND owner = ?`,
      ...[leaseUntil, settledAt, claim.lane, claim.owner],
    );
    return renewed === 1;
  }

  noteCreated({ lane, owner }: Claim, upstreamId: string): void {
    this.#db.transaction(() => {
      const noted = this.#db.run(
        'UPDATE outbox_lanes SET doubt = NULL, delivered = 0 WHERE lane = ? AND owner = ?',
        ...[lane, owner],
      );
      if (noted === 0) return;
      this.#db.run('UPDATE conversations SET upstream_id = ? WHERE id = ?', upstreamId, lane);
    });
  }

  end(delivery: Delivery, outcome: DeliveryOutcome): void {
    this.#db.transaction(() => {
      const lane = this.#db.get<LaneRow>(
        'SELECT * FROM outbox_lanes WHERE lane = ? AND owner = ?',
        ...[delivery.lane, delivery.owner],
      );
      if (!lane) return;
      if (outcome.kind === 'done' && delivery.kind === 'delete') {
        this.#queue.forget(delivery.conversationId);
      } else if (outcome.kind === 'done') this.#done(delivery, outcome.delivered);
      else if (outcome.kind === 'paused') this.#pause(delivery, outcome.error);
      else this.#later(delivery, outcome);
    });
  }

  #done({ lane, entryId, kind, revision }: Delivery, delivered?: number): void {
    this.#db.run('DELETE FROM outbox WHERE id = ? AND revision = ?', entryId, revision);
    this.#db.run(
      `UPDATE outbox_lanes SET owner = NULL, lease_until = 0, doubt = NULL, attempts = 0, checks = 0, error = NULL,
       delivered = ?, next_at = CASE WHEN EXISTS (SELECT 1 FROM outbox WHERE lane = ?2) THEN ?3 END WHERE lane = ?2`,
      ...[delivered ?? null, lane, Date.now()],
    );
    if (kind === 'feedback') {
      this.#db.run('DELETE FROM outbox_lanes WHERE lane = ? AND next_at IS NULL', lane);
    }
  }

  #pause({ lane, entryId }: Delivery, error: string): void {
    // Erased meanwhile: what comes next in the lane has nothing to do with it.
    const isThere = this.#isThere(entryId);
    this.#db.run(
      `UPDATE outbox_lanes SET owner = NULL, lease_until = 0, doubt = NULL, paused = ?, error = ?,
       next_at = CASE WHEN EXISTS (SELECT 1 FROM outbox WHERE lane = ?4) THEN ?3 END WHERE lane = ?4`,
      ...[Number(isThere), isThere ? error : null, Date.now(), lane],
    );
  }

  #later(
    { lane, entryId }: Delivery,
    { at, doubt, error, isCheck }: Extract<DeliveryOutcome, { kind: 'later' }>,
  ): void {
    const isThere = this.#isThere(entryId);
    const hasFailed = isThere && error !== undefined;
    this.#db.run(
      `UPDATE outbox_lanes SET owner = NULL, lease_until = 0, doubt = ?1, attempts = attempts + ?2,
       checks = CASE WHEN ?3 THEN checks + 1 ELSE 0 END, error = coalesce(?4, error),
       next_at = CASE WHEN EXISTS (SELECT 1 FROM outbox WHERE lane = ?6) THEN ?5 END WHERE lane = ?6`,
      ...[doubt ?? null, Number(hasFailed), Number(isCheck ?? false), hasFailed ? error : null],
      ...[isThere || doubt ? at : Date.now(), lane],
    );
  }

  #isThere(entryId: number): boolean {
    return this.#db.get('SELECT 1 FROM outbox WHERE id = ?', entryId) !== undefined;
  }

  #firstDue({ subjects, now }: { subjects: readonly LaneSubject[]; now: number }) {
    return subjects
      .map((subject) => this.#due(subject, now))
      .filter((row) => row !== undefined)
      .sort((a, b) => a.next_at! - b.next_at!)[0];
  }

  /** A deleted conversation rests until it is erased or restored; an opinion, until its reply has a generation id. */
  #due(subject: LaneSubject, now: number): ClaimedRow | undefined {
    return this.#db.get<ClaimedRow>(
      `SELECT lanes.*, entry.id, entry.kind, entry.message_id, entry.revision FROM outbox_lanes AS lanes
       JOIN outbox AS entry ON entry.id = (SELECT min(id) FROM outbox WHERE lane = lanes.lane)
       LEFT JOIN conversations ON conversations.id = lanes.conversation_id
       LEFT JOIN messages ON messages.id = entry.message_id
       WHERE lanes.subject = ?1 AND lanes.next_at <= ?2 AND lanes.paused = 0 AND lanes.lease_until <= ?2
       AND (entry.kind = 'delete' OR conversations.deleted_at IS NULL)
       AND (entry.kind <> 'feedback' OR messages.generation_id IS NOT NULL OR messages.status IS NOT 'running')
       ORDER BY lanes.next_at LIMIT 1`,
      ...[subject, now],
    );
  }

  #describe(row: ClaimedRow, owner: string): Delivery {
    const conversation = this.#db.get<ConversationRow>(
      'SELECT * FROM conversations WHERE id = ?',
      row.conversation_id,
    );
    const message = this.#db.get<MessageRow>('SELECT * FROM messages WHERE id = ?', row.message_id);
    return {
      lane: row.lane,
      entryId: row.id,
      owner,
      kind: row.kind as DeliveryKind,
      revision: row.revision,
      attempts: row.attempts,
      checks: row.checks,
      doubt: (row.doubt ?? undefined) as Doubt | undefined,
      conversationId: row.conversation_id,
      conversationCreatedAt: conversation?.created_at ?? 0,
      visitor: conversation?.visitor,
      title: conversation?.title ?? null,
      upstreamId: conversation?.upstream_id ?? undefined,
      delivered: row.delivered ?? undefined,
      message: message && toStoredMessage(message),
    };
  }
}
