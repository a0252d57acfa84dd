import type { Conversation, ConversationList as Listed } from '@nexevo/protocol';
import type { ProxyClient } from '../api/proxy-client.ts';
import { problemOf } from '../conversation/problem-of.ts';
import type { Problem } from '../conversation.ts';
import {
  type HistoryPage,
  noPage,
  type Wish,
  withChanged,
  withoutOne,
  withWish,
} from './history-pages.ts';

export interface HistoryState {
  status: 'idle' | 'loading' | 'ready' | 'failed';
  /** What is searched for, as it was typed; empty: everything is shown. */
  query: string;
  all: HistoryPage;
  /** What a query found: this one's, or until it is answered the one's before. */
  found?: (HistoryPage & { query: string }) | undefined;
  problem?: Problem | undefined;
  /** The rest could not be read. */
  moreProblem?: Problem | undefined;
  /** The one that was just deleted and can still be brought back. */
  removed?: Conversation | undefined;
}

const pageSize = 30;
const longestPage = 100;

/** The visitor's conversations as far as they are known, read from the proxy. */
export class ConversationList {
  state: HistoryState = { status: 'idle', query: '', all: noPage };
  /** The last request whose answer is of use. */
  call = 0;
  /** Deleted here, whatever a list says that was asked for before. */
  readonly gone = new Set<string>();
  /** Shown as if they were so, until the proxy has answered. */
  readonly wishes = new Set<Wish>();
  readonly client: () => ProxyClient | undefined;
  readonly #changed: () => void;

  constructor(client: () => ProxyClient | undefined, changed: () => void) {
    this.client = client;
    this.#changed = changed;
  }

  /** What is shown: what was found, or everything, with what was asked of it. */
  get page(): HistoryPage {
    return [...this.wishes].reduce(withWish, this.known);
  }

  get known(): HistoryPage {
    return this.state.found ?? this.state.all;
  }

  reset(status: HistoryState['status'] = 'idle'): void {
    this.call += 1;
    this.state = { status, query: '', all: noPage };
    this.#changed();
  }

  /** Reads it, or reads it again while what is known stays. */
  async load(): Promise<void> {
    const client = this.client();
    if (!client) return;
    // Somebody who never wrote has nothing to list, and gets no session for looking.
    if (!client.session.exists) return this.reset('ready');
    this.call += 1;
    const { call } = this;
    const { status, all } = this.state;
    const query = this.state.query.trim();
    if (status !== 'ready') this.set({ status: 'loading' });
    const limit = `${Math.min(longestPage, Math.max(pageSize, all.conversations.length))}`;
    try {
      const page = await this.read(client, query ? { q: query } : { limit });
      if (call !== this.call) return;
      const read = query ? { found: { ...page, query } } : { all: page };
      this.set({ status: 'ready', problem: undefined, moreProblem: undefined, ...read });
    } catch (error) {
      if (call === this.call) this.set({ status: 'failed', problem: problemOf(error) });
    }
  }

  /** A conversation as the proxy now has it: first in the list when it is new or has moved on. */
  put(conversation: Conversation): void {
    // What was changed and then deleted does not come back with the answer to the change.
    if (this.state.status === 'idle' || this.gone.has(conversation.id)) return;
    this.#changePages((page, isAll) => withChanged(page, conversation, isAll));
  }

  /** It is gone, and not from here. */
  drop(id: string): void {
    this.#changePages((page) => withoutOne(page, id));
  }

  async read(client: ProxyClient, asked: Record<string, string>): Promise<HistoryPage> {
    const list = await client.json<Listed>(`/conversations?${new URLSearchParams(asked)}`);
    const conversations = list.conversations.filter(({ id }) => !this.gone.has(id));
    return { conversations, cursor: list.next_cursor };
  }

  set(change: Partial<HistoryState>): void {
    this.state = { ...this.state, ...change };
    this.#changed();
  }

  #changePages(change: (page: HistoryPage, isAll: boolean) => HistoryPage): void {
    const { found, all } = this.state;
    this.set({
      all: change(all, true),
      ...(found && { found: { ...found, ...change(found, false) } }),
    });
  }
}
