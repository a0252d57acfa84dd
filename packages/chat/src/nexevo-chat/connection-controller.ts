import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What is wrong with the connection: the browser has none, or the proxy does not answer. */
export type Trouble = 'offline' | 'reconnecting';

export interface ConnectionOptions {
  /** Whether something is being tried again. */
  isLost(): boolean;
  /** It is shown now, or is over. */
  onChange(trouble: Trouble | undefined): void;
}

/** Shorter breaks are nobody's business. */
const patience = 1500;

/** Whether the visitor is to know of a broken connection. */
export class ConnectionController implements ReactiveController {
  trouble: Trouble | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #options: ConnectionOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: ConnectionOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#look);
    addEventListener('offline', this.#look);
    this.#look();
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#look);
    removeEventListener('offline', this.#look);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  hostUpdated(): void {
    this.#look();
  }

  #look = () => {
    const trouble = this.#now();
    if (trouble && !this.trouble) {
      this.#timer ??= setTimeout(() => this.#show(this.#now()), patience);
      return;
    }
    clearTimeout(this.#timer);
    this.#show(trouble);
  };

  #now(): Trouble | undefined {
    if (!navigator.onLine) return 'offline';
    return this.#options.isLost() ? 'reconnecting' : undefined;
  }

  #show(trouble: Trouble | undefined): void {
    this.#timer = undefined;
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    this.#options.onChange(trouble);
    this.#host.requestUpdate();
  }
}
