import type { ExportedConversation, ExportedMessage } from '@nexevo/protocol';
import type { Revocation } from './revocations.ts';
import type { VisitorKey } from './store.ts';

export interface ExportedHead {
  conversation: Omit<ExportedConversation, 'messages'>;
  messageIds: string[];
}

/** What concerns a visitor as a whole. */
export interface VisitorStore {
  /**
   * Everything of the visitor `from` becomes the property of `to`, runs in flight included, and the name `from` is over.
   * Returns false, and does nothing, when it was over before: only one can adopt.
   */
  adoptVisitor(input: { from: VisitorKey; to: VisitorKey; expiresAt: number }): Promise<boolean>;
  /** All conversations of a visitor, oldest first, those included that are deleted but not erased. */
  listOwnedIds(visitor: VisitorKey): Promise<string[]>;
  /** What is kept of one of them, with its messages' ids in the order in which they were written: it may have any length. */
  exportConversation(visitor: VisitorKey, id: string): Promise<ExportedHead | undefined>;
  /** Everything that is kept of one message; `undefined` also when it was erased meanwhile. */
  exportMessage(visitor: VisitorKey, id: string): Promise<ExportedMessage | undefined>;
  /** Ends the sessions and erases every text; what is left are tombstones without words. Returns their ids. */
  deleteVisitor(revocation: Revocation): Promise<string[]>;
}
