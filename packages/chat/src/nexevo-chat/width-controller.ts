import type { ReactiveController, ReactiveControllerHost } from 'lit';

const wideFrom = 820;

/** Whether the element has room for the list of conversations beside the chat. */
export class WidthController implements ReactiveController {
  wide = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  #observer: ResizeObserver | undefined;
  #seen = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#seen) this.hostUpdated();
  }

  /** Not before it is drawn: until then a bubble is as wide as its page. */
  hostUpdated(): void {
    this.#seen = true;
    if (this.#observer) return;
    this.#observer = new ResizeObserver(([entry]) => {
      const wide = (entry?.contentRect.width ?? 0) >= wideFrom;
      if (wide === this.wide) return;
      this.wide = wide;
      this.#host.requestUpdate();
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }
}
