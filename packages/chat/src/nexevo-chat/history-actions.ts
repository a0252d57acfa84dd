import type { Conversation, UpdateConversationRequest } from '@nexevo/protocol';
import { toChatError } from '../api/errors.ts';
import { path } from '../api/proxy-client.ts';
import { problemOf } from '../conversation/problem-of.ts';
import type { ConversationList } from './conversation-list.ts';
import { type HistoryPage, sorted, withChanged } from './history-pages.ts';

const undoTime = 10_000;
const typingPause = 250;

/** What a visitor does with the list of conversations: searches it, changes it, deletes from it. */
export class HistoryActions {
  readonly #list: ConversationList;
  #undoTimer: ReturnType<typeof setTimeout> | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #readingMore = false;
  /** Changes, deletes and their undoing reach the proxy one after another. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(list: ConversationList) {
    this.#list = list;
  }

  end(): void {
    clearTimeout(this.#typing);
    this.#forgetRemoved();
  }

  /** Waits until nothing more is typed. An empty query shows everything at once. */
  search(query: string): void {
    const list = this.#list;
    const { found, ...state } = list.state;
    const words = query.trim();
    const same = words === state.query.trim();
    list.set({ query, problem: undefined, found: words ? found : undefined });
    if (same) return;
    clearTimeout(this.#typing);
    list.call += 1;
    if (words) this.#typing = setTimeout(() => void list.load(), typingPause);
    else if (state.status !== 'ready') void list.load();
  }

  async loadMore(): Promise<void> {
    const list = this.#list;
    const { page, call } = list;
    const client = list.client();
    if (!page.cursor || !client || this.#readingMore) return;
    const query = list.state.found?.query;
    this.#readingMore = true;
    try {
      const more = await list.read(client, { cursor: page.cursor, ...(query && { q: query }) });
      if (call !== list.call) return;
      const longer = withMore(list.known, more);
      list.set({
        moreProblem: undefined,
        ...(query ? { found: { ...longer, query } } : { all: longer }),
      });
    } catch (error) {
      if (call === list.call) list.set({ moreProblem: problemOf(error) });
    } finally {
      this.#readingMore = false;
      // Meanwhile another list may have come, whose end was in sight and had to wait.
      list.set({});
    }
  }

  /** Shows the change at once, and takes it back when the proxy refuses it. */
  async change(id: string, change: UpdateConversationRequest): Promise<Conversation | undefined> {
    const list = this.#list;
    const client = list.client();
    const wish = { id, change };
    list.wishes.add(wish);
    list.set({});
    try {
      const changed = await this.#inTurn(() => client?.updateConversation(id, change));
      if (client !== list.client()) return undefined;
      if (changed) list.put(changed);
      return changed;
    } catch (error) {
      if (client === list.client()) list.set({ problem: problemOf(error) });
      return undefined;
    } finally {
      list.wishes.delete(wish);
      list.set({});
    }
  }

  async remove(conversation: Conversation): Promise<void> {
    const list = this.#list;
    this.#forgetRemoved();
    list.drop(conversation.id);
    list.set({ problem: undefined });
    this.#offerUndo(conversation);
    const client = list.client();
    try {
      await this.#inTurn(() =>
        client?.ask(path`/conversations/${conversation.id}`, { method: 'DELETE' }),
      );
    } catch (error) {
      if (client !== list.client()) return;
      this.#forgetRemoved();
      if (toChatError(error).status === 404) return;
      this.#bringBack(conversation);
      list.set({ problem: problemOf(error) });
    }
  }

  /** Brings the deleted one back, once its delete has arrived. */
  async undo(): Promise<void> {
    const list = this.#list;
    const { removed } = list.state;
    const client = list.client();
    if (!removed || !client) return;
    this.#forgetRemoved();
    this.#bringBack(removed);
    try {
      await this.#inTurn(() =>
        client.ask(path`/conversations/${removed.id}/restore`, { method: 'POST' }),
      );
    } catch (error) {
      if (client !== list.client()) return;
      list.drop(removed.id);
      list.set({ problem: problemOf(error) });
      if (toChatError(error).transient) this.#offerUndo(removed);
      else void list.load();
    }
  }

  #inTurn<T>(ask: () => Promise<T> | undefined): Promise<T | undefined> {
    const turn = this.#turn.then(ask);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #bringBack(conversation: Conversation): void {
    this.#list.gone.delete(conversation.id);
    const { found } = this.#list.state;
    // It was in what is shown.
    if (found) this.#list.set({ found: { ...found, ...withChanged(found, conversation, true) } });
    this.#list.put(conversation);
  }

  #offerUndo(removed: Conversation): void {
    this.#list.gone.add(removed.id);
    this.#list.set({ removed });
    this.#undoTimer = setTimeout(() => this.#forgetRemoved(), undoTime);
  }

  #forgetRemoved(): void {
    clearTimeout(this.#undoTimer);
    if (this.#list.state.removed) this.#list.set({ removed: undefined });
  }
}

/** The page with what follows it. What has moved on meanwhile is in it once. */
function withMore(page: HistoryPage, more: HistoryPage): HistoryPage {
  const known = new Set(page.conversations.map(({ id }) => id));
  const others = more.conversations.filter(({ id }) => !known.has(id));
  return { conversations: sorted([...page.conversations, ...others]), cursor: more.cursor };
}
