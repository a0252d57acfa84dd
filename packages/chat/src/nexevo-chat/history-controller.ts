import type { Conversation } from '@nexevo/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { toChatError } from '../api/errors.ts';
import type { ProxyClient } from '../api/proxy-client.ts';
import type { Problem } from '../conversation.ts';

export interface HistoryState {
  status: 'idle' | 'loading' | 'ready' | 'failed';
  conversations: readonly Conversation[];
  cursor: string | null;
  problem?: Problem;
  /** The one that was just deleted and can still be brought back. */
  removed?: Conversation;
}

const undoTime = 10_000;
const empty: HistoryState = { status: 'idle', conversations: [], cursor: null };

/** The visitor's conversations, newest first. */
export class HistoryController implements ReactiveController {
  state: HistoryState = empty;
  readonly #host: ReactiveControllerHost;
  readonly #client: () => ProxyClient | undefined;
  #undoTimer: ReturnType<typeof setTimeout> | undefined;
  #call = 0;
  #removal: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, client: () => ProxyClient | undefined) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#forgetRemoved();
  }

  reset(): void {
    this.#call += 1;
    this.#set(empty);
  }

  async load(): Promise<void> {
    const client = this.#client();
    if (!client) return;
    // Somebody who never wrote has nothing to list, and gets no session for looking.
    if (!client.session.exists) return this.#set({ ...empty, status: 'ready' });
    const call = ++this.#call;
    this.#set({ ...this.state, status: this.state.status === 'ready' ? 'ready' : 'loading' });
    try {
      const page = await client.listConversations();
      if (call !== this.#call) return;
      this.#set({
        ...(this.state.removed && { removed: this.state.removed }),
        status: 'ready',
        conversations: page.conversations,
        cursor: page.next_cursor,
      });
    } catch (error) {
      if (call !== this.#call) return;
      this.#set({ ...this.state, status: 'failed', problem: problemOf(error) });
    }
  }

  async loadMore(): Promise<void> {
    const { cursor } = this.state;
    const client = this.#client();
    if (!cursor || !client) return;
    const call = ++this.#call;
    try {
      const page = await client.listConversations({ cursor });
      if (call !== this.#call) return;
      const known = new Set(this.state.conversations.map(({ id }) => id));
      const more = page.conversations.filter(({ id }) => !known.has(id));
      this.#set({
        ...this.state,
        conversations: [...this.state.conversations, ...more],
        cursor: page.next_cursor,
      });
    } catch (error) {
      if (call === this.#call) this.#set({ ...this.state, problem: problemOf(error) });
    }
  }

  /** A conversation as the proxy now has it: first in the list when it is new or has moved on. */
  put(conversation: Conversation): void {
    if (this.state.status === 'idle') return;
    const others = this.state.conversations.filter(({ id }) => id !== conversation.id);
    const conversations = [...others, conversation].sort((a, b) =>
      b.updated_at.localeCompare(a.updated_at),
    );
    this.#set({ ...this.state, conversations });
  }

  /** Shows the new title at once; the old one comes back when the proxy refuses. */
  async rename(conversation: Conversation, title: string): Promise<Conversation | undefined> {
    const client = this.#client();
    this.put({ ...conversation, title });
    try {
      const renamed = await client?.updateConversation(conversation.id, { title });
      if (client !== this.#client()) return undefined;
      if (renamed) this.put(renamed);
      return renamed;
    } catch (error) {
      if (client !== this.#client()) return undefined;
      this.put(conversation);
      this.#set({ ...this.state, problem: problemOf(error) });
      return undefined;
    }
  }

  async remove(conversation: Conversation): Promise<void> {
    this.#forgetRemoved();
    this.#call += 1;
    const { problem: _, ...state } = this.state;
    const conversations = state.conversations.filter(({ id }) => id !== conversation.id);
    this.#set({ ...state, conversations, removed: conversation });
    this.#undoTimer = setTimeout(() => this.#forgetRemoved(), undoTime);
    const client = this.#client();
    const removal = client?.deleteConversation(conversation.id) ?? Promise.resolve();
    this.#removal = removal.catch(() => undefined);
    try {
      await removal;
    } catch (error) {
      if (client !== this.#client()) return;
      this.#forgetRemoved();
      if (toChatError(error).status === 404) return;
      this.put(conversation);
      this.#set({ ...this.state, problem: problemOf(error) });
    }
  }

  /** Brings the deleted one back, once its delete has arrived. */
  async undo(): Promise<void> {
    const { removed } = this.state;
    const client = this.#client();
    if (!removed || !client) return;
    this.#forgetRemoved();
    await this.#removal;
    try {
      await client.restoreConversation(removed.id);
      if (client === this.#client()) this.put(removed);
    } catch (error) {
      if (client === this.#client())
        this.#set({ ...this.state, removed, problem: problemOf(error) });
    }
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

function problemOf(error: unknown): Problem {
  const { code, retryAfter, traceId } = toChatError(error);
  return { code, retryAfter, traceId };
}
