import type { Feedback } from '@nexevo/protocol';
import type { HoldInput } from './budget-store.ts';
import type { Revocation } from './revocations.ts';
import { BudgetTable } from './sqlite/budgets.ts';
import { ConversationTable } from './sqlite/conversations.ts';
import { Database, type Synchronous } from './sqlite/database.ts';
import { MessageTable } from './sqlite/messages.ts';
import { SqliteOutbox } from './sqlite/outbox.ts';
import { RevocationTable } from './sqlite/revocations.ts';
import { RunTable } from './sqlite/runs.ts';
import { SpentIds } from './sqlite/spent-ids.ts';
import { VisitorTable } from './sqlite/visitors.ts';
import type {
  AcceptMessageInput,
  CheckpointInput,
  ListInput,
  QuestionPlace,
  Reach,
  RegenerateInput,
  RunOutcome,
  StartResult,
  Store,
  StoredRun,
} from './store.ts';

/** The embedded store: one SQLite file, one process. */
export class SqliteStore extends SqliteOutbox implements Store {
  readonly #db: Database;
  readonly #conversations: ConversationTable;
  readonly #messages: MessageTable;
  readonly #runs: RunTable;
  readonly #spentIds: SpentIds;
  readonly #revocations: RevocationTable;
  readonly #visitors: VisitorTable;
  readonly #budgets: BudgetTable;

  /**
   * `keepsConversations`: whether messages and titles are to be told to the gateway. `showsUsage`: whether messages
   * tell visitors what they took. `synchronous`: whether a commit waits for the disk.
   * @throws {ProxyOptionError} when the file cannot be opened or written.
   */
  constructor(
    path: string,
    {
      keepsConversations = true,
      showsUsage = false,
      synchronous = 'normal',
    }: { keepsConversations?: boolean; showsUsage?: boolean; synchronous?: Synchronous } = {},
  ) {
    const db = new Database(path, { synchronous });
    super(db, { keepsConversations });
    this.#db = db;
    this.#spentIds = new SpentIds(this.#db);
    this.#revocations = new RevocationTable(this.#db);
    this.#messages = new MessageTable(this.#db, { showsUsage });
    this.#conversations = new ConversationTable(this.#db, {
      messages: this.#messages,
      revocations: this.#revocations,
    });
    this.#runs = new RunTable(this.#db, this.#conversations, this.#messages);
    this.#budgets = new BudgetTable(this.#db);
    this.#visitors = new VisitorTable(this.#db, {
      conversations: this.#conversations,
      revocations: this.#revocations,
      budgets: this.#budgets,
    });
  }

  async acceptMessage(input: AcceptMessageInput) {
    return this.#db.together((): StartResult => {
      if (this.#spentIds.has(input.visitor, input.clientMessageId)) return { kind: 'not_found' };
      const result = this.#runs.acceptMessage(input);
      if (result.kind === 'started') this.outbox.append(result.message);
      return result;
    });
  }

  async regenerate(input: RegenerateInput) {
    return this.#runs.regenerate(input);
  }

  async createConversation(visitor: string, title: string | null) {
    return this.#conversations.create(visitor, title);
  }

  async listConversations(input: ListInput) {
    return this.#conversations.list(input);
  }

  async getConversation(visitor: string, id: string) {
    return this.#conversations.get(visitor, id);
  }

  async readConversation(visitor: string, id: string, page: { limit: number; before?: string }) {
    return this.#db.transaction(() => {
      const conversation = this.#conversations.get(visitor, id);
      if (!conversation) return undefined;
      const leaf = conversation.active_message_id;
      const branch = this.#messages.branch(id, { leaf, ...page });
      return { conversation, ...branch, run: this.#runs.active(id) };
    });
  }

  async updateConversation(
    visitor: string,
    id: string,
    change: { title?: string; pinned?: boolean; activeMessageId?: string },
  ) {
    return this.#db.transaction(() => {
      const updated = this.#conversations.update(visitor, id, change);
      if (updated && change.title !== undefined) this.outbox.title(id);
      return updated;
    });
  }

  async deleteConversation(visitor: string, id: string) {
    return this.#conversations.delete(visitor, id);
  }

  async restoreConversation(visitor: string, id: string, since: number) {
    return this.#conversations.restore(visitor, id, since);
  }

  async scrubDeleted(before: number) {
    return this.#db.transaction(() => {
      const tombstones = this.#conversations.scrubDeleted(before);
      for (const { conversationId } of tombstones) this.outbox.delete(conversationId);
      return tombstones;
    });
  }

  async deleteInactive(before: number, limit: number) {
    return this.#conversations.deleteInactive(before, limit);
  }

  async findBranch(visitor: string, at: QuestionPlace, reach: Reach) {
    if (this.#spentIds.has(visitor, at.clientMessageId)) return undefined;
    return this.#runs.findBranch(visitor, at, reach);
  }

  async getBranch(conversationId: string, leaf: string, reach: Reach) {
    return this.#messages.said(conversationId, leaf, reach);
  }

  async getMessage(visitor: string, id: string) {
    return this.#messages.get(visitor, id);
  }

  async setFeedback(visitor: string, messageId: string, feedback: Feedback) {
    return this.#db.transaction(() => {
      const rated = this.#messages.setFeedback(visitor, messageId, feedback);
      if (rated?.message.feedback) this.outbox.feedback(rated.message);
      return rated;
    });
  }

  async getRun(visitor: string, id: string) {
    return this.#runs.get(visitor, id);
  }

  async checkpointRun(run: Pick<StoredRun, 'id' | 'fence'>, input: CheckpointInput) {
    return this.#db.together(() => this.#runs.checkpoint(run, input));
  }

  async finishRun(run: Pick<StoredRun, 'id' | 'fence'>, outcome: RunOutcome) {
    return this.#db.together(() => {
      const reply = this.#runs.finish(run, outcome);
      if (reply) this.outbox.append(reply);
      return reply;
    });
  }

  async endAbandonedRuns(now: number) {
    return this.#db.transaction(() => {
      const ended = this.#runs.endAbandoned(now);
      for (const { messageId } of ended) this.outbox.append(this.#messages.read(messageId));
      return ended;
    });
  }

  async getUpstreamId(conversationId: string) {
    return this.#conversations.getUpstreamId(conversationId);
  }

  async setUpstreamId(conversationId: string, upstreamId: string) {
    this.#conversations.setUpstreamId(conversationId, upstreamId);
  }

  async isRevoked(visitor: string, issuedAt: number) {
    return this.#revocations.isRevoked(visitor, issuedAt);
  }

  async adoptVisitor(input: { from: string; to: string; expiresAt: number }) {
    return this.#visitors.adopt(input);
  }

  async listOwnedIds(visitor: string) {
    return this.#visitors.ownedIds(visitor);
  }

  async exportConversation(visitor: string, id: string) {
    return this.#visitors.export(visitor, id);
  }

  async exportMessage(visitor: string, id: string) {
    return this.#visitors.exportMessage(visitor, id);
  }

  async deleteVisitor(revocation: Revocation) {
    return this.#visitors.delete(revocation);
  }

  async holdTokens(input: HoldInput) {
    return this.#budgets.hold(input);
  }

  async settleTokens(id: string, used: number) {
    await this.#db.together(() => this.#budgets.settle(id, used));
  }

  async listTokenDays(visitor: string) {
    return this.#budgets.days(visitor);
  }

  async tidy() {
    this.#db.tidy();
  }

  async check() {
    this.#db.transaction(() => this.#db.get('SELECT 1'));
  }

  async close() {
    this.#db.close();
  }
}
