import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Whereabouts {
  /** The visitor came back to this page, from another tab or window. */
  onReturn: () => void;
  /** Nobody sees the page any more. */
  onHide: () => void;
  /** The element itself has left the page. */
  onLeave: () => void;
}

/** Tells whether somebody looks at this page. */
export class ReturnController implements ReactiveController {
  readonly #told: Whereabouts;

  constructor(host: ReactiveControllerHost, told: Whereabouts) {
    this.#told = told;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
    // A window beside this one leaves the page visible.
    window.addEventListener('focus', this.#look);
    // It may have been elsewhere in the page meanwhile.
    this.#look();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
    window.removeEventListener('focus', this.#look);
    this.#told.onLeave();
  }

  readonly #look = () => {
    if (document.visibilityState === 'visible') this.#told.onReturn();
    else this.#told.onHide();
  };
}
