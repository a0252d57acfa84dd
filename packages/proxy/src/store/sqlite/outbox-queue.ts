import type { Message } from '@nexevo/protocol';
import type { DeliveryKind, LaneSubject } from '../outbox.ts';
import type { Database } from './database.ts';
import type { LaneRow } from './outbox-schema.ts';
import type { ConversationRow } from './rows.ts';

/** How entries come into SQLite's outbox. Everything here runs inside the transaction of the fact it is about. */
export class OutboxQueue {
  readonly #db: Database;
  readonly #keepsConversations: boolean;

  constructor(db: Database, { keepsConversations }: { keepsConversations: boolean }) {
    this.#db = db;
    this.#keepsConversations = keepsConversations;
    if (!keepsConversations) this.#forgetMessages();
  }

  /** A reply that never began has nothing to keep. */
  append({ id, conversation_id: conversationId, text }: Message): void {
    if (text === '' || !this.#keepsConversations) return;
    this.#add(conversationId, { kind: 'append', conversationId, messageId: id });
  }

  /** The latest opinion is read when it is sent, so there is never more than one entry. */
  feedback({ id, conversation_id: conversationId }: Message): void {
    const waiting = this.#renew(id, 'feedback');
    if (!waiting) this.#add(id, { kind: 'feedback', conversationId, messageId: id });
    this.#resume(id);
  }

  /** Only a conversation that the gateway has, or may have, can be renamed there; others are made with their title. */
  title(conversationId: string): void {
    const lane = this.#lane(conversationId);
    const isKnown = this.#conversation(conversationId)?.upstream_id || lane?.doubt === 'create';
    if (!isKnown || !this.#keepsConversations) return;
    const waiting = this.#renew(conversationId, 'title');
    if (!waiting) this.#add(conversationId, { kind: 'title', conversationId });
  }

  /** Nothing else of an erased conversation is told; the gateway's copy, if there may be one, is to go. */
  delete(conversationId: string): void {
    const now = Date.now();
    const lane = this.#lane(conversationId);
    this.#db.run(
      "DELETE FROM outbox WHERE conversation_id = ? AND kind <> 'delete'",
      conversationId,
    );
    this.#db.run(
      "DELETE FROM outbox_lanes WHERE conversation_id = ? AND subject = 'feedback'",
      conversationId,
    );
    const mayExist =
      this.#conversation(conversationId)?.upstream_id ||
      (lane && (lane.doubt !== null || lane.lease_until > now));
    if (!mayExist) {
      this.forget(conversationId);
      return;
    }
    this.#add(conversationId, { kind: 'delete', conversationId });
    this.#db.run('UPDATE conversations SET scrubbed = 2 WHERE id = ?', conversationId);
    this.#resume(conversationId);
  }

  /** The last trace of a deleted conversation goes. */
  forget(conversationId: string): void {
    this.#db.run('DELETE FROM outbox WHERE conversation_id = ?', conversationId);
    this.#db.run('DELETE FROM outbox_lanes WHERE conversation_id = ?', conversationId);
    this.#db.run(
      'DELETE FROM conversations WHERE id = ? AND deleted_at IS NOT NULL',
      conversationId,
    );
  }

  #add(
    lane: string,
    entry: { kind: DeliveryKind; conversationId: string; messageId?: string },
  ): void {
    const now = Date.now();
    const subject: LaneSubject = entry.kind === 'feedback' ? 'feedback' : 'conversation';
    this.#db.run(
      'INSERT INTO outbox (lane, kind, conversation_id, message_id, created_at) VALUES (?, ?, ?, ?, ?)',
      ...[lane, entry.kind, entry.conversationId, entry.messageId ?? null, now],
    );
    this.#db.run(
      `INSERT INTO outbox_lanes (lane, subject, conversation_id, next_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (lane) DO UPDATE SET next_at = coalesce(next_at, excluded.next_at)`,
      ...[lane, subject, entry.conversationId, now],
    );
  }

  /** Whether such an entry waits already; it now means what is true now. */
  #renew(lane: string, kind: DeliveryKind): boolean {
    const renewed = this.#db.run(
      'UPDATE outbox SET revision = revision + 1 WHERE lane = ? AND kind = ?',
      ...[lane, kind],
    );
    return renewed > 0;
  }

  /** What held the lane up was about something older; only a request in doubt is still waited for. */
  #resume(lane: string): void {
    this.#db.run(
      `UPDATE outbox_lanes SET paused = 0, attempts = 0, checks = 0, error = NULL,
       next_at = CASE WHEN doubt IS NULL THEN ? ELSE next_at END WHERE lane = ?`,
      ...[Date.now(), lane],
    );
  }

  /** The operator has said that the gateway is not to keep conversations: what waits to be kept is not. */
  #forgetMessages(): void {
    this.#db.transaction(() => {
      this.#db.run("DELETE FROM outbox WHERE kind IN ('append', 'title')");
      this.#db.run(
        `UPDATE outbox_lanes SET next_at = NULL, paused = 0, error = NULL
         WHERE subject = 'conversation' AND lane NOT IN (SELECT lane FROM outbox)`,
      );
    });
  }

  #lane(lane: string): LaneRow | undefined {
    return this.#db.get<LaneRow>('SELECT * FROM outbox_lanes WHERE lane = ?', lane);
  }

  #conversation(id: string): ConversationRow | undefined {
    return this.#db.get<ConversationRow>('SELECT * FROM conversations WHERE id = ?', id);
  }
}
