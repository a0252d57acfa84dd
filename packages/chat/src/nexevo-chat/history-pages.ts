import type { Conversation, UpdateConversationRequest } from '@nexevo/protocol';

/** A part of the visitor's conversations, as far as it was read. */
export interface HistoryPage {
  conversations: readonly Conversation[];
  /** Where the rest begins; `null` when there is none. */
  cursor: string | null;
}

/** What the visitor wants of a conversation. */
export interface Wish {
  id: string;
  change: UpdateConversationRequest;
}

export const noPage: HistoryPage = { conversations: [], cursor: null };

/** The page with a conversation as it is now. One that is not in it comes in only where `isNew` lets it. */
export function withChanged(page: HistoryPage, changed: Conversation, isNew: boolean): HistoryPage {
  const others = page.conversations.filter(({ id }) => id !== changed.id);
  if (others.length === page.conversations.length && !isNew) return page;
  return { ...page, conversations: sorted([...others, changed]) };
}

/** The page as it is when a wish is granted. */
export function withWish(page: HistoryPage, { id, change }: Wish): HistoryPage {
  const one = page.conversations.find((conversation) => conversation.id === id);
  return one ? withChanged(page, { ...one, ...change }, false) : page;
}

export function withoutOne(page: HistoryPage, id: string): HistoryPage {
  return { ...page, conversations: page.conversations.filter((one) => one.id !== id) };
}

/** The proxy's own order. */
export function sorted(conversations: Conversation[]): Conversation[] {
  return conversations.sort(
    (a, b) =>
      Number(b.pinned) - Number(a.pinned) ||
      b.updated_at.localeCompare(a.updated_at) ||
      (b.id > a.id ? 1 : -1),
  );
}
