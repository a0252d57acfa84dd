import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from '../connection.ts';
import { Thread, type ThreadListener } from '../thread.ts';
import { FramePacer } from './frame-pacer.ts';

const remembered = 'conversation';

/**
 * Which conversation is on the screen. One that is left in the middle of a reply goes on behind it,
 * under its own state; opening it again finds it there.
 */
export class ThreadsController implements ReactiveController {
  current: Thread | undefined;
  #connection: Connection | undefined;
  readonly #behind = new Set<Thread>();
  /** Those of this visitor whose conversation still exists. */
  #known = new WeakSet<Thread>();
  readonly #pacer = new FramePacer();
  readonly #host: ReactiveControllerHost;
  readonly #listen: ThreadListener;

  constructor(host: ReactiveControllerHost, listener: ThreadListener) {
    this.#host = host;
    this.#listen = listener;
    host.addController(this);
  }

  hostConnected(): void {
    this.current?.resume();
    for (const thread of this.#behind) thread.resume();
  }

  /** The proxy keeps the runs; an element that comes back joins them again. */
  hostDisconnected(): void {
    this.current?.pause();
    for (const thread of this.#behind) thread.pause();
  }

  /** Another proxy or another visitor: nothing of the old one stays. */
  use(connection: Connection | undefined): void {
    this.hostDisconnected();
    this.#behind.clear();
    this.#known = new WeakSet();
    this.#connection?.client.session.leave();
    this.#connection = connection;
    this.current = connection && this.#create(connection);
    this.#host.requestUpdate();
  }

  /** The conversation this browser showed last. */
  get rememberedId(): string | undefined {
    return this.#connection?.memory.get(remembered);
  }

  startNew(): void {
    if (!this.#connection) return;
    this.#leave();
    // A first message that never left is still to be sent: the new chat begins with it.
    const unsent = [...this.#behind].find((thread) => !thread.id && !thread.state.run);
    if (unsent) this.#behind.delete(unsent);
    this.current = unsent ?? this.#create(this.#connection);
    this.#remember(undefined);
  }

  async open(id: string): Promise<void> {
    if (!this.#connection || (this.current?.id === id && this.current.state.status === 'ready'))
      return;
    this.#leave();
    const behind = [...this.#behind].find((thread) => thread.id === id);
    this.#remember(id);
    if (behind) {
      this.#behind.delete(behind);
      this.current = behind;
      this.#host.requestUpdate();
      return;
    }
    this.current = this.#create(this.#connection);
    await this.current.load(id);
  }

  /** A deleted conversation is neither read nor shown any more. */
  drop(id: string): void {
    for (const thread of this.#behind) {
      if (thread.id !== id) continue;
      thread.pause();
      this.#known.delete(thread);
      this.#behind.delete(thread);
    }
    if (this.current?.id !== id) return;
    this.current.pause();
    this.#known.delete(this.current);
    this.current = undefined;
    this.startNew();
  }

  #leave(): void {
    if (this.current && isUnfinished(this.current)) this.#behind.add(this.current);
    else this.current?.pause();
  }

  #remember(id: string | undefined): void {
    this.#connection?.memory.set(remembered, id);
    this.#host.requestUpdate();
  }

  #create({ client }: Connection): Thread {
    const thread = new Thread(client, this.#onFact, () => this.#pacer.drawn());
    this.#known.add(thread);
    return thread;
  }

  #onFact: ThreadListener = (thread, fact) => {
    // What comes late for a visitor who has left, or for a deleted conversation, is nobody's.
    if (!this.#known.has(thread)) return;
    if (thread === this.current) {
      if (fact.type === 'accepted') this.#remember(thread.id);
      if (fact.type === 'change') this.#host.requestUpdate();
    } else if (!isUnfinished(thread)) {
      this.#behind.delete(thread);
    }
    this.#listen(thread, fact);
  };
}

/** Something is still to come, or still to go out. */
function isUnfinished({ state }: Thread): boolean {
  return state.run !== undefined || state.messages.some(({ pending }) => pending);
}
