import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from '../connection.ts';
import { orphaned } from '../conversation/orphaned.ts';
import { forgetPlace, keepPlace } from '../kept-place.ts';
import { type TabHint, TabHints } from '../tab-hints.ts';
import { Thread, type ThreadListener } from '../thread.ts';
import { isOf, isUnfinished } from '../thread-status.ts';
import { keepWritten, restoreMessage, takeOut, withdraw } from '../waiting-messages.ts';
import { FramePacer } from './frame-pacer.ts';

/** So many conversations that were left are shown at once when they are opened again. */
const mostRecent = 5;

export interface ThreadsOptions {
  onFact: ThreadListener;
  /** Another tab has changed a conversation. */
  onHint(hint: TabHint): void;
}

/**
 * Which conversation is on the screen. One that is left in the middle of a reply goes on behind it,
 * under its own state; opening it again finds it there.
 */
export class ThreadsController implements ReactiveController {
  current: Thread | undefined;
  #connection: Connection | undefined;
  #tabs: TabHints | undefined;
  readonly #behind = new Set<Thread>();
  /** Left when they were complete, the latest last. */
  readonly #recent = new Set<Thread>();
  /** Those of this visitor whose conversation still exists. */
  #known = new WeakSet<Thread>();
  readonly #pacer = new FramePacer();
  readonly #host: ReactiveControllerHost;
  readonly #options: ThreadsOptions;

  constructor(host: ReactiveControllerHost, options: ThreadsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#connection) this.#listen(this.#connection);
    for (const thread of this.#live()) thread.resume();
  }

  /** The proxy keeps the runs; an element that comes back joins them again. */
  hostDisconnected(): void {
    this.#tabs?.close();
    this.#tabs = undefined;
    for (const thread of this.#live()) thread.pause();
  }

  /** Another proxy or another visitor: nothing of the old one stays. */
  use(connection: Connection | undefined): void {
    this.hostDisconnected();
    this.#behind.clear();
    this.#recent.clear();
    this.#known = new WeakSet();
    this.#connection?.client.session.leave();
    this.#connection = connection;
    this.current = connection && this.#create(connection);
    if (connection) {
      this.#listen(connection);
      this.#takeUp();
    }
    this.#host.requestUpdate();
  }

  /** The conversation that is shown or being read; none is empty. */
  get shownId(): string {
    return this.current?.id ?? this.current?.loadingId ?? '';
  }

  /** Whether something is being tried again because the connection is broken. */
  get isLost(): boolean {
    return this.#live().some(
      ({ state: { run, problem } }) => run?.lost || problem?.code === 'network',
    );
  }

  /** `waiting`: with a first message that is being sent, if there is one. */
  startNew(waiting = false): void {
    if (!this.#connection) return;
    forgetPlace(this.#connection.memory, this.shownId);
    this.#leave();
    // A first message that never left is still to be sent: the new chat begins with it.
    const unsent = [...this.#behind].find(({ id, state }) => !id && (waiting || !state.run));
    if (unsent) this.#behind.delete(unsent);
    this.current = unsent ?? this.#create(this.#connection);
    this.#host.requestUpdate();
  }

  async open(id: string): Promise<void> {
    if (!this.#connection || (this.current?.id === id && this.current.state.status === 'ready'))
      return;
    this.#leave();
    keepPlace(this.#connection.memory, id);
    this.#host.requestUpdate();
    const known = [...this.#behind, ...this.#recent].find((thread) => isOf(thread, id));
    if (!known) {
      this.current = this.#create(this.#connection);
      await this.current.load(id);
      return;
    }
    this.#behind.delete(known);
    this.current = known;
    // What is known is shown at once, and then as the proxy has it.
    if (this.#recent.delete(known) || known.state.status === 'failed')
      void known.load(id, undefined, { quiet: true });
  }

  /** Takes back what waits for the connection: its text. */
  withdraw(): string | undefined {
    const { current } = this;
    const id = current?.state.run?.clientId;
    const text = id && withdraw(current!, this.#connection!.client);
    if (text !== undefined) {
      this.#connection!.texts.drop(id!);
      this.tellTabs({ id: id!, gone: true });
    }
    return text;
  }

  /** A deleted conversation is neither read nor shown any more. A message that another tab has taken back is not sent. */
  drop(id: string): void {
    const { texts, memory } = this.#connection!;
    texts.forget(id);
    forgetPlace(memory, id);
    for (const thread of [...this.#live(), ...this.#recent]) {
      const { run } = thread.state;
      if (run?.clientId === id && !run.id) takeOut(thread);
      if (!isOf(thread, id)) continue;
      thread.pause();
      this.#known.delete(thread);
      this.#behind.delete(thread);
      this.#recent.delete(thread);
      if (thread !== this.current) continue;
      this.current = undefined;
      this.startNew();
    }
  }

  /** What was changed here may be on the screen of another tab. */
  tellTabs(hint: TabHint): void {
    this.#tabs?.tell(hint);
  }

  #live(): Thread[] {
    return [...this.#behind, ...(this.current ? [this.current] : [])];
  }

  #listen({ client }: Connection): void {
    this.#tabs?.close();
    this.#tabs = new TabHints(client.endpoint, (hint) => {
      const { id, gone } = hint;
      for (const thread of gone ? [] : this.#live())
        if (id && thread.id === id && !thread.state.run && thread.state.status === 'ready')
          void thread.load(id, undefined, { quiet: true });
      this.#options.onHint(hint);
    });
  }

  /** What never arrived is sent, each message in its own conversation. */
  #takeUp(): void {
    const connection = this.#connection!;
    const { texts, client } = connection;
    // Once: where it is still not known whose the texts are, they wait for the next page.
    const again = () => connection === this.#connection && !texts.isWaited && this.#takeUp();
    if (texts.isWaited) return void client.session.token().then(again, () => undefined);
    // Drafts may have waited for that, too.
    this.#host.requestUpdate();
    for (const message of texts.unsent) {
      const { id, conversation_id } = message;
      const live = this.#live();
      if (live.some(({ state }) => state.messages.some((one) => one.id === id))) continue;
      const home = live.find((thread) =>
        conversation_id ? isOf(thread, conversation_id) : thread.state.status === 'empty',
      );
      const thread = home ?? this.#create(connection);
      if (!home) this.#behind.add(thread);
      if (home || !conversation_id) restoreMessage(thread, message);
      else {
        // It is sent when the conversation has been read.
        thread.dispatch({ type: 'restored', message });
        void thread.load(conversation_id);
      }
    }
  }

  #leave(): void {
    const { current } = this;
    if (!current) return;
    if (isUnfinished(current)) {
      this.#behind.add(current);
      return;
    }
    current.pause();
    if (current.state.status !== 'ready') return;
    this.#recent.add(current);
    if (this.#recent.size > mostRecent) this.#recent.delete([...this.#recent][0]!);
  }

  #create({ client }: Connection): Thread {
    const thread = new Thread(client, this.#onFact, () => this.#pacer.drawn());
    this.#known.add(thread);
    return thread;
  }

  #onFact: ThreadListener = (thread, fact) => {
    // What comes late for a visitor who has left, or for a deleted conversation, is nobody's.
    if (!this.#known.has(thread)) return;
    keepWritten(thread, fact, this.#connection!.texts);
    const { status, problem } = thread.state;
    if (status === 'failed' && problem?.code === 'not_found') this.#orphan(thread);
    if (thread === this.current) {
      if (fact.type === 'accepted') keepPlace(this.#connection!.memory, thread.id!);
      if (fact.type !== 'text') this.#host.requestUpdate();
    } else if (!isUnfinished(thread)) {
      this.#behind.delete(thread);
    }
    const { id } = thread;
    const changed = fact.type === 'accepted' || fact.type.startsWith('reply-');
    if (id && changed && thread.startedHere) this.tellTabs({ id });
    this.#options.onFact(thread, fact);
  };

  /** Its conversation is gone, by another session or another tab: what waited there begins one of its own. */
  #orphan(thread: Thread): void {
    const messages = thread.state.messages.filter(({ pending }) => pending);
    if (messages.length === 0) return;
    this.#known.delete(thread);
    this.#behind.delete(thread);
    for (const message of messages) this.#connection!.texts.keep(orphaned(message));
    const shown = thread === this.current;
    if (shown) this.current = undefined;
    this.#takeUp();
    if (shown) this.startNew(true);
  }
}
