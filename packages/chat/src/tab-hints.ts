/** What another tab has changed: it is read from the proxy, so the id is enough. */
export interface TabHint {
  /** The conversation, or a message on its way. None: all of them, with their visitor. */
  id?: string;
  /** It was deleted, or the message taken back. */
  gone?: boolean;
}

/** Tells the other tabs of this browser, and other chats on this page, that a conversation has changed. */
export class TabHints {
  readonly #channel: BroadcastChannel | undefined;

  constructor(endpoint: string, hear: (hint: TabHint) => void) {
    try {
      this.#channel = new BroadcastChannel(`nexevo:${endpoint}`);
      // Whatever else is said there, by another script of the page, is no hint.
      this.#channel.onmessage = ({ data }) => (data?.id || data?.gone) && hear(data);
    } catch {
      // Refused with the storage, in a sandboxed frame for one; or there is none.
    }
  }

  tell(hint: TabHint): void {
    this.#channel?.postMessage(hint);
  }

  close(): void {
    this.#channel?.close();
  }
}
