import type { Conversation, ConversationList, UpdateConversationRequest } from '@nexevo/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { toChatError } from '../api/errors.ts';
import type { ProxyClient } from '../api/proxy-client.ts';
import { problemOf } from '../conversation/problem-of.ts';
import type { Problem } from '../conversation.ts';
import {
  type HistoryPage,
  noPage,
  type Wish,
  withChanged,
  withMore,
  withoutOne,
  withWish,
} from './history-pages.ts';

export interface HistoryState {
  status: 'idle' | 'loading' | 'ready' | 'failed';
  /** What is searched for, as it was typed; empty: everything is shown. */
  query: string;
  all: HistoryPage;
  /** What a query found: this one's, or until it is answered the one's before. */
  found?: HistoryPage & { query: string };
  problem?: Problem;
  /** The rest could not be read. */
  moreProblem?: Problem;
  /** The one that was just deleted and can still be brought back. */
  removed?: Conversation;
}

const undoTime = 10_000;
const typingPause = 250;
const pageSize = 30;
const longestPage = 100;
const empty: HistoryState = { status: 'idle', query: '', all: noPage };

/** The visitor's conversations: what is known of them, read from the proxy and changed there. */
export class HistoryController implements ReactiveController {
  state: HistoryState = empty;
  readonly #host: ReactiveControllerHost;
  readonly #client: () => ProxyClient | undefined;
  #undoTimer: ReturnType<typeof setTimeout> | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #call = 0;
  #readingMore = false;
  /** Changes, deletes and their undoing reach the proxy one after another. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Shown as if they were so, until the proxy has answered. */
  readonly #wishes = new Set<Wish>();
  /** Deleted here, whatever a list says that was asked for before. */
  readonly #gone = new Set<string>();

  constructor(host: ReactiveControllerHost, client: () => ProxyClient | undefined) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#typing);
    this.#forgetRemoved();
  }

  /** What is shown: what was found, or everything, with what was asked of it. */
  get page(): HistoryPage {
    return [...this.#wishes].reduce(withWish, this.#known);
  }

  get #known(): HistoryPage {
    return this.state.found ?? this.state.all;
  }

  reset(): void {
    this.#call += 1;
    this.#set(empty);
  }

  /** Reads it, or reads it again while what is known stays. */
  async load(): Promise<void> {
    const client = this.#client();
    if (!client) return;
    // Somebody who never wrote has nothing to list, and gets no session for looking.
    if (!client.session.exists) return this.#set({ ...empty, status: 'ready' });
    const call = this.#begin();
    const { status, all } = this.state;
    const query = this.state.query.trim();
    if (status !== 'ready') this.#set({ ...this.state, status: 'loading' });
    const limit = Math.min(longestPage, Math.max(pageSize, all.conversations.length));
    try {
      const page = this.#read(await client.listConversations(query ? { q: query } : { limit }));
      if (call !== this.#call) return;
      const { problem: _, moreProblem: __, ...state } = this.state;
      const read = query ? { found: { ...page, query } } : { all: page };
      this.#set({ ...state, status: 'ready', ...read });
    } catch (error) {
      if (call === this.#call)
        this.#set({ ...this.state, status: 'failed', problem: problemOf(error) });
    }
  }

  /** Waits until nothing more is typed. An empty query shows everything at once. */
  search(query: string): void {
    const { found, problem: _, ...state } = this.state;
    const words = query.trim();
    const same = words === state.query.trim();
    this.#set({ ...state, query, ...(words && found && { found }) });
    if (same) return;
    this.#begin();
    if (words) this.#typing = setTimeout(() => void this.load(), typingPause);
    else if (state.status !== 'ready') void this.load();
  }

  async loadMore(): Promise<void> {
    const { page } = this;
    const client = this.#client();
    if (!page.cursor || !client || this.#readingMore) return;
    const call = this.#call;
    const query = this.state.found?.query;
    this.#readingMore = true;
    try {
      const asked = { cursor: page.cursor, ...(query && { q: query }) };
      const more = this.#read(await client.listConversations(asked));
      if (call !== this.#call) return;
      const { moreProblem: _, ...state } = this.state;
      const longer = withMore(this.#known, more);
      this.#set({ ...state, ...(query ? { found: { ...longer, query } } : { all: longer }) });
    } catch (error) {
      if (call === this.#call) this.#set({ ...this.state, moreProblem: problemOf(error) });
    } finally {
      this.#readingMore = false;
    }
  }

  /** A conversation as the proxy now has it: first in the list when it is new or has moved on. */
  put(conversation: Conversation): void {
    // What was changed and then deleted does not come back with the answer to the change.
    if (this.state.status === 'idle' || this.#gone.has(conversation.id)) return;
    this.#changePages((page, isAll) => withChanged(page, conversation, isAll));
  }

  /** It is gone, and not from here. */
  drop(id: string): void {
    this.#changePages((page) => withoutOne(page, id));
  }

  /** Shows the change at once, and takes it back when the proxy refuses it. */
  async change(id: string, change: UpdateConversationRequest): Promise<Conversation | undefined> {
    const client = this.#client();
    const wish = { id, change };
    this.#wishes.add(wish);
    this.#host.requestUpdate();
    try {
      const changed = await this.#inTurn(() => client?.updateConversation(id, change));
      if (client !== this.#client()) return undefined;
      if (changed) this.put(changed);
      return changed;
    } catch (error) {
      if (client === this.#client()) this.#set({ ...this.state, problem: problemOf(error) });
      return undefined;
    } finally {
      this.#wishes.delete(wish);
      this.#host.requestUpdate();
    }
  }

  async remove(conversation: Conversation): Promise<void> {
    this.#forgetRemoved();
    this.drop(conversation.id);
    const { problem: _, ...state } = this.state;
    this.#set(state);
    this.#offerUndo(conversation);
    const client = this.#client();
    try {
      await this.#inTurn(() => client?.deleteConversation(conversation.id));
    } catch (error) {
      if (client !== this.#client()) return;
      this.#forgetRemoved();
      if (toChatError(error).status === 404) return;
      this.#bringBack(conversation);
      this.#set({ ...this.state, problem: problemOf(error) });
    }
  }

  /** Brings the deleted one back, once its delete has arrived. */
  async undo(): Promise<void> {
    const { removed } = this.state;
    const client = this.#client();
    if (!removed || !client) return;
    this.#forgetRemoved();
    this.#bringBack(removed);
    try {
      await this.#inTurn(() => client.restoreConversation(removed.id));
    } catch (error) {
      if (client !== this.#client()) return;
      this.drop(removed.id);
      this.#set({ ...this.state, problem: problemOf(error) });
      if (toChatError(error).transient) this.#offerUndo(removed);
      else void this.load();
    }
  }

  /** What is on its way is of no use any more. */
  #begin(): number {
    clearTimeout(this.#typing);
    this.#call += 1;
    return this.#call;
  }

  #inTurn<T>(ask: () => Promise<T> | undefined): Promise<T | undefined> {
    const turn = this.#turn.then(ask);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #read(list: ConversationList): HistoryPage {
    const conversations = list.conversations.filter(({ id }) => !this.#gone.has(id));
    return { conversations, cursor: list.next_cursor };
  }

  #bringBack(conversation: Conversation): void {
    this.#gone.delete(conversation.id);
    this.put(conversation);
  }

  #changePages(change: (page: HistoryPage, isAll: boolean) => HistoryPage): void {
    const { found, all } = this.state;
    this.#set({
      ...this.state,
      all: change(all, true),
      ...(found && { found: { ...found, ...change(found, false) } }),
    });
  }

  #offerUndo(removed: Conversation): void {
    this.#gone.add(removed.id);
    this.#set({ ...this.state, removed });
    this.#undoTimer = setTimeout(() => this.#forgetRemoved(), undoTime);
  }

  #forgetRemoved(): void {
    clearTimeout(this.#undoTimer);
    const { removed, ...state } = this.state;
    if (removed) this.#set(state);
  }

  #set(state: HistoryState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
