import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from '../connection.ts';
import { Thread, type ThreadListener } from '../thread.ts';

const remembered = 'conversation';

/**
 * Which conversation is on the screen. One that is left in the middle of a reply goes on behind it,
 * under its own state; opening it again finds it there.
 */
export class ThreadsController implements ReactiveController {
  current: Thread | undefined;
  #connection: Connection | undefined;
  readonly #behind = new Set<Thread>();
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
    this.current = this.#create(this.#connection);
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
      this.#behind.delete(thread);
    }
    if (this.current?.id !== id) return;
    this.current.pause();
    this.current = undefined;
    this.startNew();
  }

  #leave(): void {
    if (this.current?.state.run) this.#behind.add(this.current);
    else this.current?.pause();
  }

  #remember(id: string | undefined): void {
    this.#connection?.memory.set(remembered, id);
    this.#host.requestUpdate();
  }

  #create({ client }: Connection): Thread {
    return new Thread(client, this.#onFact, (flush) => requestAnimationFrame(flush));
  }

  #onFact: ThreadListener = (thread, fact) => {
    if (thread === this.current) {
      if (fact.type === 'accepted') this.#remember(thread.id);
      if (fact.type === 'change') this.#host.requestUpdate();
    } else if (!thread.state.run) {
      this.#behind.delete(thread);
    }
    this.#listen(thread, fact);
  };
}
