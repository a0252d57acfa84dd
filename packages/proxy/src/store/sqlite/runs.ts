import type { Message } from '@nexevo/protocol';
import { newId } from '../../new-id.ts';
import type {
  AcceptMessageInput,
  BranchMessage,
  CheckpointInput,
  QuestionPlace,
  Reach,
  RegenerateInput,
  RunOutcome,
  StartedRun,
  StartResult,
  StoredRun,
} from '../store.ts';
import type { ConversationTable } from './conversations.ts';
import type { Database } from './database.ts';
import type { MessageTable } from './messages.ts';
import { type RunRow, toRun } from './rows.ts';

/** Runs in SQLite: how they start, keep their lease, and end. */
export class RunTable {
  readonly #db: Database;
  readonly #conversations: ConversationTable;
  readonly #messages: MessageTable;

  constructor(db: Database, conversations: ConversationTable, messages: MessageTable) {
    this.#db = db;
    this.#conversations = conversations;
    this.#messages = messages;
    // Of earlier versions: few runs are active at a time, and to keep it cost every checkpoint a page.
    db.run('DROP INDEX IF EXISTS runs_by_lease');
  }

  acceptMessage(input: AcceptMessageInput): StartResult {
    return this.#db.transaction(() => {
      const earlier = this.#attach(input.visitor, input.clientMessageId, input.fingerprint);
      if (earlier) return earlier;
      const existing =
        input.conversationId && this.#conversations.get(input.visitor, input.conversationId);
      if (input.conversationId && !existing) return { kind: 'not_found' };
      if (input.parentId) {
        const parent = existing && this.#messages.get(input.visitor, input.parentId)?.message;
        if (!parent || parent.conversation_id !== input.conversationId)
          return { kind: 'not_found' };
        if (parent.role !== 'assistant') return { kind: 'not_a_reply' };
      }
      const conversation = existing || this.#conversations.create(input.visitor, input.title);
      const busy = existing && this.active(conversation.id);
      if (busy) return { kind: 'busy', runId: busy.id };
      const parentId =
        input.parentId === undefined ? conversation.active_message_id : input.parentId;
      if (conversation.title === null) {
        this.#conversations.update(input.visitor, conversation.id, { title: input.title });
      }
      const added = this.#messages.append({
        conversationId: conversation.id,
        parentId,
        role: 'user',
        text: input.text,
        status: 'complete',
        clientMessageId: input.clientMessageId,
        ...(input.context && { context: input.context }),
      });
      // Nothing else comes after the leaf; elsewhere this may be another version.
      const question = input.parentId === undefined ? added : this.#messages.read(added.id);
      const { clientMessageId: clientId, fingerprint, leaseUntil } = input;
      return this.#start(input.visitor, { question, clientId, fingerprint, leaseUntil });
    });
  }

  /** What a question there would go on; `undefined` where {@link acceptMessage} would refuse it. */
  findBranch(visitor: string, at: QuestionPlace, reach: Reach): BranchMessage[] | undefined {
    if (this.#find(visitor, at.clientMessageId)) return undefined;
    if (at.conversationId === undefined) return at.parentId ? undefined : [];
    const conversation = this.#conversations.get(visitor, at.conversationId);
    if (!conversation || this.active(at.conversationId)) return undefined;
    const leaf = at.parentId === undefined ? conversation.active_message_id : at.parentId;
    const messages = this.#messages.said(at.conversationId, leaf, reach);
    return leaf === null || messages.at(-1)?.role === 'assistant' ? messages : undefined;
  }

  regenerate(input: RegenerateInput): StartResult {
    return this.#db.transaction(() => {
      const earlier = this.#attach(input.visitor, input.clientRunId, input.fingerprint);
      if (earlier) return earlier;
      const reply = this.#messages.get(input.visitor, input.messageId)?.message;
      if (!reply) return { kind: 'not_found' };
      const busy = this.active(reply.conversation_id);
      if (busy) return { kind: 'busy', runId: busy.id };
      if (reply.role !== 'assistant' || reply.parent_id === null) return { kind: 'not_retryable' };
      const goesOn = input.mode === 'continue';
      if (goesOn && (!reply.text || !['incomplete', 'failed'].includes(reply.status)))
        return { kind: 'not_retryable' };
      const question = this.#messages.read(reply.parent_id);
      const { clientRunId: clientId, fingerprint, leaseUntil } = input;
      const started = this.#start(input.visitor, {
        ...{ question, clientId, fingerprint, leaseUntil },
        ...(goesOn && { beginning: reply }),
      });
      return { ...started, reply: this.#messages.read(started.reply.id) };
    });
  }

  get(visitor: string, id: string): StoredRun | undefined {
    const row = this.#db.get<RunRow>(
      `SELECT runs.* FROM runs JOIN conversations ON conversations.id = conversation_id
       WHERE (runs.id = ?1 OR client_id = ?1) AND runs.visitor = ?2 AND deleted_at IS NULL`,
      ...[id, visitor],
    );
    return row && toRun(row);
  }

  active(conversationId: string): StoredRun | undefined {
    const row = this.#db.get<RunRow>(
      'SELECT * FROM runs WHERE conversation_id = ? AND active = 1',
      conversationId,
    );
    return row && toRun(row);
  }

  checkpoint(run: Pick<StoredRun, 'id' | 'fence'>, input: CheckpointInput): boolean {
    return this.#db.transaction(() => {
      const kept = this.#db.run(
        'UPDATE runs SET lease_until = ? WHERE id = ? AND fence = ? AND active = 1',
        ...[input.leaseUntil, run.id, run.fence],
      );
      if (kept === 0) return false;
      this.#db.run(
        `UPDATE messages SET text = ?, generation_id = coalesce(?, generation_id),
         reasoning = coalesce(?, reasoning), reasoning_ms = coalesce(?, reasoning_ms)
         WHERE id = (SELECT message_id FROM runs WHERE id = ?)`,
        ...[input.text, input.generationId ?? null],
        ...[input.reasoning ?? null, input.reasoningMs ?? null, run.id],
      );
      return true;
    });
  }

  finish(run: Pick<StoredRun, 'id' | 'fence'>, outcome: RunOutcome): Message | undefined {
    return this.#db.transaction(() => {
      const row = this.#db.get<RunRow>(
        'UPDATE runs SET active = 0, last_event_id = ? WHERE id = ? AND fence = ? AND active = 1 RETURNING *',
        ...[outcome.lastEventId, run.id, run.fence],
      );
      if (!row) return undefined;
      this.#db.run(
        `UPDATE messages SET text = ?, status = ?, reason = ?, error = ?, finish_reason = ?,
         generation_id = coalesce(?, generation_id), input_tokens = ?, output_tokens = ?,
         reasoning = coalesce(?, reasoning), reasoning_ms = coalesce(?, reasoning_ms) WHERE id = ?`,
        ...[outcome.text, outcome.status, outcome.reason ?? null],
        outcome.error ? JSON.stringify(outcome.error) : null,
        ...[outcome.finishReason ?? null, outcome.generationId ?? null],
        ...[outcome.usage?.input_tokens ?? null, outcome.usage?.output_tokens ?? null],
        ...[outcome.reasoning ?? null, outcome.reasoningMs ?? null],
        row.message_id,
      );
      this.#dropUnratable(row.message_id);
      this.#db.run(
        'UPDATE conversations SET updated_at = ? WHERE id = ?',
        ...[Date.now(), row.conversation_id],
      );
      return this.#messages.read(row.message_id);
    });
  }

  endAbandoned(now: number): StoredRun[] {
    return this.#db.transaction(() => {
      const rows = this.#db.all<RunRow>(
        'UPDATE runs SET active = 0, fence = fence + 1 WHERE active = 1 AND lease_until < ? RETURNING *',
        now,
      );
      for (const { message_id: id } of rows) {
        this.#db.run(
          "UPDATE messages SET status = 'incomplete', reason = 'interrupted' WHERE id = ?",
          id,
        );
        this.#dropUnratable(id);
      }
      return rows.map(toRun);
    });
  }

  /** An opinion given while the reply was written waits for a generation id; now there will be none. */
  #dropUnratable(messageId: string): void {
    const sql = 'UPDATE messages SET feedback = NULL WHERE id = ? AND generation_id IS NULL';
    this.#db.run(sql, messageId);
  }

  /** Its reply is told as the only one to the question. */
  #start(
    visitor: string,
    input: {
      question: Message;
      clientId: string;
      fingerprint: string;
      leaseUntil: number;
      /** A reply that broke off and goes on. */
      beginning?: Message;
    },
  ): { kind: 'started' } & StartedRun {
    const { question, beginning } = input;
    const { text = '', reasoning, reasoning_ms: reasoningMs } = beginning ?? {};
    const { conversation_id: conversationId } = question;
    const reply = this.#messages.append({
      conversationId,
      parentId: question.id,
      role: 'assistant',
      text,
      status: 'running',
      ...(beginning && { continues: beginning.id }),
      ...(reasoning !== undefined && { reasoning }),
      ...(reasoningMs !== undefined && { reasoningMs }),
    });
    const conversation = this.#conversations.grow(conversationId, reply.id);
    const id = newId('run');
    this.#db.run(
      `INSERT INTO runs (id, visitor, conversation_id, message_id, client_id, fingerprint, active, fence, lease_until)
       VALUES (?, ?, ?, ?, ?, ?, 1, 1, ?)`,
      ...[id, visitor, conversationId, reply.id, input.clientId, input.fingerprint],
      input.leaseUntil,
    );
    const run = { id, visitor, conversationId, messageId: reply.id };
    return {
      ...{ kind: 'started', conversation, message: question, reply },
      run: { ...run, active: true, fence: 1, lastEventId: 0 },
    };
  }

  /** The run that this client id started before, when there is one. */
  #attach(visitor: string, clientId: string, fingerprint: string): StartResult | undefined {
    const row = this.#find(visitor, clientId);
    if (!row) return undefined;
    if (row.fingerprint !== fingerprint) return { kind: 'conflict' };
    if (!this.#conversations.get(visitor, row.conversation_id)) return { kind: 'not_found' };
    return this.#attached(toRun(row));
  }

  #find(visitor: string, clientId: string): RunRow | undefined {
    const sql = 'SELECT * FROM runs WHERE visitor = ? AND client_id = ?';
    return this.#db.get<RunRow>(sql, visitor, clientId);
  }

  #attached(run: StoredRun): StartResult {
    const reply = this.#messages.read(run.messageId);
    const conversation = this.#conversations.get(run.visitor, run.conversationId);
    if (!conversation || reply.parent_id === null) throw new Error(`run ${run.id} has no question`);
    const message = this.#messages.read(reply.parent_id);
    return { kind: 'attached', conversation, message, reply, run };
  }
}
