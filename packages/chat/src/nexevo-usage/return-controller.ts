import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells when the visitor comes back to this page, from another tab or window. */
export class ReturnController implements ReactiveController {
  readonly #onReturn: () => void;
  readonly #onLeave: () => void;

  /** `onLeave`: the element itself has left the page. */
  constructor(host: ReactiveControllerHost, onReturn: () => void, onLeave: () => void) {
    this.#onReturn = onReturn;
    this.#onLeave = onLeave;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
    // A window beside this one leaves the page visible.
    window.addEventListener('focus', this.#look);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
    window.removeEventListener('focus', this.#look);
    this.#onLeave();
  }

  readonly #look = () => {
    if (document.visibilityState === 'visible') this.#onReturn();
  };
}
