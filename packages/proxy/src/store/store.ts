import type {
  Conversation,
  ErrorBody,
  Feedback,
  IncompleteReason,
  Message,
  MessageContext,
  TokenUsage,
} from '@nexevo/protocol';
import type { BudgetStore } from './budget-store.ts';
import type { OutboxStore } from './outbox.ts';
import type { RevocationStore } from './revocations.ts';
import type { VisitorStore } from './visitors.ts';

/** A visitor's name inside the store: kind, issuer and subject, so that two kinds never meet. */
export type VisitorKey = string;

/** A message with what only the proxy may know. */
export interface StoredMessage {
  message: Message;
  generationId: string | undefined;
  finishReason: string | undefined;
  usage: TokenUsage | undefined;
}

/** What was said in a branch. */
export type BranchMessage = Pick<Message, 'id' | 'role' | 'text' | 'context'>;

/**
 * Is told each message of a branch, from its leaf towards the root; `false` ends that: nothing before it is read. A
 * conversation may have any length.
 */
export type Reach = (message: BranchMessage) => boolean;

/** A conversation with the latest messages of its active branch, and the run that is writing in it. */
export interface StoredConversation {
  conversation: Conversation;
  messages: Message[];
  hasMore: boolean;
  run: StoredRun | undefined;
}

/** A run as the store keeps it. */
export interface StoredRun {
  id: string;
  visitor: VisitorKey;
  conversationId: string;
  /** The reply that it writes. */
  messageId: string;
  active: boolean;
  /** Grows with every owner; a stale owner's writes are refused. */
  fence: number;
  /** The id of its last event; 0 while it is active. */
  lastEventId: number;
}

/** Everything that starting a run made or found. */
export interface StartedRun {
  conversation: Conversation;
  /** The visitor's message. */
  message: Message;
  reply: Message;
  run: StoredRun;
}

export type StartResult =
  /** `attached`: the same client id and body came before; this is its run. */
  | ({ kind: 'started' | 'attached' } & StartedRun)
  | { kind: 'busy'; runId: string }
  | { kind: 'conflict' }
  | { kind: 'not_found' }
  /** `parentId` names a question. */
  | { kind: 'not_a_reply' }
  | { kind: 'not_retryable' };

/** Where a question is put, in a new conversation or after a reply, and the id that the browser gave it. */
export interface QuestionPlace {
  clientMessageId: string;
  conversationId?: string;
  /** A reply, or `null` to begin the conversation anew. Default: the active leaf. */
  parentId?: string | null;
}

export interface AcceptMessageInput extends QuestionPlace {
  visitor: VisitorKey;
  /** Hash of what was asked, to tell a retry from another request under the same id. */
  fingerprint: string;
  text: string;
  /** Titles the conversation when it has none. */
  title: string;
  context?: MessageContext;
  /** Milliseconds since the epoch. */
  leaseUntil: number;
}

export interface RegenerateInput {
  visitor: VisitorKey;
  clientRunId: string;
  fingerprint: string;
  /** A reply. */
  messageId: string;
  /** `continue`: the new reply begins with the text of this one, which must have broken off or failed. @default 'again' */
  mode?: 'again' | 'continue';
  leaseUntil: number;
}

/** A reply so far. What is left out stays as it is kept. */
export interface CheckpointInput {
  text: string;
  reasoning?: string;
  reasoningMs?: number;
  generationId?: string;
  leaseUntil: number;
}

/** How a run ended. */
export interface RunOutcome {
  status: 'complete' | 'incomplete' | 'failed';
  text: string;
  reasoning?: string;
  reasoningMs?: number;
  reason?: IncompleteReason;
  error?: ErrorBody;
  finishReason?: string;
  generationId?: string;
  usage?: TokenUsage;
  lastEventId: number;
}

export interface ListInput {
  visitor: VisitorKey;
  limit: number;
  cursor?: string;
  query?: string;
  /** Ends a search: nobody waits for it any more. */
  signal?: AbortSignal;
}

export interface ConversationPage {
  conversations: Conversation[];
  /** `null` on the last page. */
  nextCursor: string | null;
}

/** An erased conversation, and the gateway's name for its copy. */
export interface Tombstone {
  conversationId: string;
  upstreamId: string | undefined;
}

/**
 * What the proxy keeps. Each operation is atomic by itself. Where a visitor is named, an id that is not theirs is the
 * same as none; operations without a visitor are the proxy's own work on ids that were checked before.
 * `test/store-contract.ts` holds for every implementation.
 */
export interface Store extends OutboxStore, VisitorStore, RevocationStore, BudgetStore {
  /** Writes the visitor's message, an empty reply and its run, or says why not. */
  acceptMessage(input: AcceptMessageInput): Promise<StartResult>;
  /** Starts another reply to the question that `messageId` answers. */
  regenerate(input: RegenerateInput): Promise<StartResult>;

  createConversation(visitor: VisitorKey, title: string | null): Promise<Conversation>;
  /** Pinned first, then the latest. */
  listConversations(input: ListInput): Promise<ConversationPage>;
  getConversation(visitor: VisitorKey, id: string): Promise<Conversation | undefined>;
  /** The active branch's latest `limit` messages, or those before the message `before`, whichever branch is active. */
  readConversation(
    visitor: VisitorKey,
    id: string,
    page: { limit: number; before?: string },
  ): Promise<StoredConversation | undefined>;
  /** `activeMessageId`: the branch through that message is shown, to the newest message below it. */
  updateConversation(
    visitor: VisitorKey,
    id: string,
    change: { title?: string; pinned?: boolean; activeMessageId?: string },
  ): Promise<Conversation | undefined>;
  /** Hides it at once. */
  deleteConversation(visitor: VisitorKey, id: string): Promise<boolean>;
  /** Brings a hidden one back when it was deleted after `since` (ms). */
  restoreConversation(
    visitor: VisitorKey,
    id: string,
    since: number,
  ): Promise<Conversation | undefined>;
  /**
   * Erases conversations deleted before `before` (ms), and queues the delete of the gateway's copy, where there may be
   * one; without one nothing is left. What started their runs can start nothing again.
   */
  scrubDeleted(before: number): Promise<Tombstone[]>;
  /** Deletes at most `limit` conversations without a word since `before` (ms), but those being answered. Returns how many. */
  deleteInactive(before: number, limit: number): Promise<number>;

  /** The branch that a question there would go on, as far as `reach`. `undefined`: as things are, it would be refused. */
  findBranch(
    visitor: VisitorKey,
    at: QuestionPlace,
    reach: Reach,
  ): Promise<BranchMessage[] | undefined>;
  /** The branch that ends in `leaf`, as far as `reach`, oldest first. */
  getBranch(conversationId: string, leaf: string, reach: Reach): Promise<BranchMessage[]>;
  getMessage(visitor: VisitorKey, id: string): Promise<StoredMessage | undefined>;
  /** A reply that is being written takes it, too. Without `feedback` in the answer the message cannot be rated. */
  setFeedback(
    visitor: VisitorKey,
    messageId: string,
    feedback: Feedback,
  ): Promise<StoredMessage | undefined>;

  /** By the run's id or by the client id that started it. */
  getRun(visitor: VisitorKey, id: string): Promise<StoredRun | undefined>;
  /** Keeps the text so far and the lease. `false`: somebody else owns the run now. */
  checkpointRun(run: Pick<StoredRun, 'id' | 'fence'>, input: CheckpointInput): Promise<boolean>;
  /** Ends the run and settles its reply. `undefined`: somebody else has ended it. */
  finishRun(
    run: Pick<StoredRun, 'id' | 'fence'>,
    outcome: RunOutcome,
  ): Promise<Message | undefined>;
  /** Ends runs whose lease ran out before `now` as `interrupted`, with the text of their last checkpoint. */
  endAbandonedRuns(now: number): Promise<StoredRun[]>;

  getUpstreamId(conversationId: string): Promise<string | undefined>;
  setUpstreamId(conversationId: string, upstreamId: string): Promise<void>;

  /** What may hold everybody up, at a moment when nobody has been shown what is not stored. */
  tidy(): Promise<void>;
  /** Throws when nothing can be written. */
  check(): Promise<void>;
  close(): Promise<void>;
}
