import type { Feedback } from '@nexevo/protocol';
import type { HoldInput } from './budget-store.ts';
import type { Revocation } from './revocations.ts';
import { BudgetTable } from './sqlite/budgets.ts';
import { ConversationTable } from './sqlite/conversations.ts';
import { Database } from './sqlite/database.ts';
import { MessageTable } from './sqlite/messages.ts';
import { RevocationTable } from './sqlite/revocations.ts';
import { RunTable } from './sqlite/runs.ts';
import { VisitorTable } from './sqlite/visitors.ts';
import type {
  AcceptMessageInput,
  ListInput,
  RegenerateInput,
  RunOutcome,
  Store,
  StoredRun,
} from './store.ts';

/** The embedded store: one SQLite file, one process. */
export class SqliteStore implements Store {
  readonly #db: Database;
  readonly #conversations: ConversationTable;
  readonly #messages: MessageTable;
  readonly #runs: RunTable;
  readonly #revocations: RevocationTable;
  readonly #visitors: VisitorTable;
  readonly #budgets: BudgetTable;

  /** @throws {ProxyOptionError} when the file cannot be opened or written. */
  constructor(path: string) {
    this.#db = new Database(path);
    this.#revocations = new RevocationTable(this.#db);
    this.#conversations = new ConversationTable(this.#db, this.#revocations);
    this.#messages = new MessageTable(this.#db);
    this.#runs = new RunTable(this.#db, this.#conversations, this.#messages);
    this.#budgets = new BudgetTable(this.#db);
    this.#visitors = new VisitorTable(this.#db, {
      conversations: this.#conversations,
      revocations: this.#revocations,
      budgets: this.#budgets,
    });
  }

  async acceptMessage(input: AcceptMessageInput) {
    return this.#runs.acceptMessage(input);
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
    return this.#conversations.update(visitor, id, change);
  }

  async deleteConversation(visitor: string, id: string) {
    return this.#conversations.delete(visitor, id);
  }

  async restoreConversation(visitor: string, id: string, since: number) {
    return this.#conversations.restore(visitor, id, since);
  }

  async scrubDeleted(before: number) {
    return this.#conversations.scrubDeleted(before);
  }

  async forgetConversation(id: string) {
    this.#conversations.forget(id);
  }

  async getBranch(conversationId: string, leaf: string) {
    return this.#messages.branch(conversationId, { leaf }).messages;
  }

  async getMessage(visitor: string, id: string) {
    return this.#messages.get(visitor, id);
  }

  async setFeedback(visitor: string, messageId: string, feedback: Feedback) {
    return this.#messages.setFeedback(visitor, messageId, feedback);
  }

  async getRun(visitor: string, id: string) {
    return this.#runs.get(visitor, id);
  }

  async checkpointRun(
    run: Pick<StoredRun, 'id' | 'fence'>,
    input: { text: string; leaseUntil: number },
  ) {
    return this.#runs.checkpoint(run, input);
  }

  async finishRun(run: Pick<StoredRun, 'id' | 'fence'>, outcome: RunOutcome) {
    return this.#runs.finish(run, outcome);
  }

  async endAbandonedRuns(now: number) {
    return this.#runs.endAbandoned(now);
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

  async deleteVisitor(revocation: Revocation) {
    return this.#visitors.delete(revocation);
  }

  async getOwner(conversationId: string) {
    return this.#visitors.owner(conversationId);
  }

  async holdTokens(input: HoldInput) {
    return this.#budgets.hold(input);
  }

  async settleTokens(id: string, used: number) {
    this.#budgets.settle(id, used);
  }

  async check() {
    this.#db.transaction(() => this.#db.get('SELECT 1'));
  }

  async close() {
    this.#db.close();
  }
}
