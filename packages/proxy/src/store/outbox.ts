import type { StoredMessage } from './store.ts';

/** What a lane is about: one conversation, or the opinion on one reply. */
export type LaneSubject = 'conversation' | 'feedback';

/** `append` keeps a message, `title` a new name, `feedback` an opinion; `delete` removes the conversation. */
export type DeliveryKind = 'append' | 'title' | 'feedback' | 'delete';

/** A request whose outcome nobody has seen: it made the conversation, or did anything else. */
export type Doubt = 'create' | 'send';

/** Who works on a lane. Every write under a claim is refused once the claim is somebody else's. */
export interface Claim {
  lane: string;
  entryId: number;
  owner: string;
}

/** The first entry of a lane, claimed, with everything that is needed to deliver it. */
export interface Delivery extends Claim {
  kind: DeliveryKind;
  /** Grows when the same entry comes to mean something newer. */
  revision: number;
  /** Failures since the last success of this lane. */
  attempts: number;
  /** Failed tries to find out what became of a request in doubt. */
  checks: number;
  doubt: Doubt | undefined;
  conversationId: string;
  /** When the conversation began, in milliseconds since the epoch: the gateway's copy is no older. */
  conversationCreatedAt: number;
  visitor: string | undefined;
  title: string | null;
  upstreamId: string | undefined;
  /** How many messages the gateway's conversation has; `undefined` when that is not known for sure. */
  delivered: number | undefined;
  /** Absent for `title` and `delete`, and when it was erased meanwhile. */
  message: StoredMessage | undefined;
}

export type DeliveryOutcome =
  | { kind: 'done'; delivered?: number | undefined }
  /** Again at `at` (ms), with what is still in doubt. Without an `error` nothing has failed. */
  | { kind: 'later'; at: number; doubt: Doubt | undefined; error?: string; isCheck?: boolean }
  /** Trying the same again cannot help: the lane waits for the operator. */
  | { kind: 'paused'; error: string };

/** One entry as an operator sees it. */
export interface OutboxEntry {
  id: number;
  kind: DeliveryKind;
  conversationId: string;
  messageId: string | undefined;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** `behind`: another entry of its lane comes first. `held`: its conversation can still be restored. */
  state: 'due' | 'waiting' | 'sending' | 'in_doubt' | 'paused' | 'behind' | 'held';
  attempts: number;
  nextAt: number | undefined;
  error: string | undefined;
}

/** Numbers for a status page, metrics and the doctor. */
export interface OutboxStatus {
  depth: number;
  /** Milliseconds since the epoch; `undefined` when nothing waits. */
  oldestAt: number | undefined;
  /** Lanes that wait for the operator. */
  paused: number;
  /** Requests sent again although the gateway may have carried out the first. */
  maybeDoubled: number;
  /** Since when the gateway refuses conversations altogether (ms), while it does. */
  conversationsRefusedAt: number | undefined;
}

/**
 * What waits to be told to the gateway. Entries come into being with the fact they are about, in its transaction:
 * an accepted message, a finished reply, an opinion, a new title, an erased conversation. The entries of a lane go one
 * after another; a lane belongs to one owner at a time, for as long as its lease lasts.
 */
export interface OutboxStore {
  /** Takes a lane with something due, the longest due first. */
  claimDelivery(input: {
    owner: string;
    subjects: readonly LaneSubject[];
    now: number;
    leaseUntil: number;
  }): Promise<Delivery | undefined>;
  /**
   * Writes down that a request is about to leave; should its outcome never be seen, nobody acts before `settledAt`.
   * `false`: do not send it, the claim or the entry is gone.
   */
  beginAttempt(
    claim: Claim,
    input: { doubt: Doubt; settledAt: number; isMaybeDoubled?: boolean },
  ): Promise<boolean>;
  /** `false`: the claim is lost. */
  renewClaim(claim: Claim, input: { leaseUntil: number; settledAt: number }): Promise<boolean>;
  /** The gateway has the conversation; the claim goes on. */
  noteCreated(claim: Claim, upstreamId: string): Promise<void>;
  /** Settles the entry and gives the lane back. */
  endDelivery(delivery: Delivery, outcome: DeliveryOutcome): Promise<void>;

  outboxStatus(): Promise<OutboxStatus>;
  /** Whether the gateway refuses conversations. Returns false when that was known. */
  noteConversationsRefused(since: number | undefined): Promise<boolean>;
  /** Oldest first. */
  listOutbox(limit: number): Promise<OutboxEntry[]>;
  /** Makes these, or all, due now. Returns how many. */
  retryOutbox(ids: readonly number[] | 'all'): Promise<number>;
  /** Gives these up for good. Returns how many there were. */
  dropOutbox(ids: readonly number[]): Promise<number>;
}
