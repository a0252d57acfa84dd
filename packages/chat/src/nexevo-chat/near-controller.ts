import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & Element;

const waiting = new WeakMap<Element, NearController>();
let observer: IntersectionObserver | undefined;

/** Tells when an element first comes within a screen's height of being seen. */
export class NearController implements ReactiveController {
  /** Whether it was near once. */
  near = false;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.near) return;
    // Made on first use: there is none on a server. One looks after all.
    observer ??= new IntersectionObserver(tell, nearby());
    waiting.set(this.#host, this);
    observer.observe(this.#host);
  }

  hostDisconnected(): void {
    observer?.unobserve(this.#host);
  }

  /** It is to be seen, wherever it is. */
  approach(): void {
    if (this.near) return;
    this.near = true;
    observer?.unobserve(this.#host);
    this.#host.requestUpdate();
  }
}

/** `scrollMargin` reaches beyond the scroller's edge, where browsers know it. */
function nearby(): IntersectionObserverInit & { scrollMargin: string } {
  return { rootMargin: '100% 0px', scrollMargin: '100% 0px' };
}

function tell(entries: IntersectionObserverEntry[]): void {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) waiting.get(target)?.approach();
  }
}
