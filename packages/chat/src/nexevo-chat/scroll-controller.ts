import type { ReactiveController, ReactiveControllerHost } from 'lit';

const near = 48;

/** Follows the newest text while the reader is at the end of it, and lets go when they scroll up. */
export class ScrollController implements ReactiveController {
  /** Whether the end is in view, so that new text is followed. */
  following = true;
  readonly #host: ReactiveControllerHost;
  readonly #find: () => HTMLElement | null;
  #scroller: HTMLElement | undefined;
  #last = 0;
  readonly #resize = new Resizes(() => this.#follow());

  constructor(host: ReactiveControllerHost, find: () => HTMLElement | null) {
    this.#host = host;
    this.#find = find;
    host.addController(this);
  }

  hostUpdated(): void {
    const scroller = this.#find() ?? undefined;
    if (scroller === this.#scroller) return;
    this.#release();
    this.#scroller = scroller;
    if (!scroller) return;
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#resize.observe([scroller, ...scroller.children]);
  }

  hostDisconnected(): void {
    this.#release();
  }

  /** Goes to the end and follows from there. */
  toEnd({ smooth = false }: { smooth?: boolean } = {}): void {
    this.#setFollowing(true);
    const calm = !smooth || matchMedia('(prefers-reduced-motion: reduce)').matches;
    const top = this.#scroller?.scrollHeight ?? 0;
    this.#scroller?.scrollTo({ top, behavior: calm ? 'instant' : 'smooth' });
  }

  /** Keeps what is being read where it is while `change` adds something above it. */
  async hold(change: () => Promise<unknown>): Promise<void> {
    const scroller = this.#scroller;
    const below = scroller ? scroller.scrollHeight - scroller.scrollTop : 0;
    await change();
    await this.#host.updateComplete;
    if (scroller) scroller.scrollTop = scroller.scrollHeight - below;
  }

  #follow(): void {
    const scroller = this.#scroller;
    if (!scroller || !this.following) return;
    scroller.scrollTop = scroller.scrollHeight;
    // A text that got shorter has moved up, too, and the browser tells of that when more may have come.
    this.#last = scroller.scrollTop;
  }

  #release(): void {
    this.#scroller?.removeEventListener('scroll', this.#onScroll);
    this.#resize.end();
    this.#scroller = undefined;
  }

  /** Only moving up lets go: text that grows also leaves the end behind, for a moment. */
  #onScroll = () => {
    const scroller = this.#scroller!;
    const top = scroller.scrollTop;
    const distance = scroller.scrollHeight - scroller.clientHeight - top;
    if (distance < near) this.#setFollowing(true);
    else if (top < this.#last) this.#setFollowing(false);
    this.#last = top;
  };

  #setFollowing(following: boolean): void {
    if (this.following === following) return;
    this.following = following;
    this.#host.requestUpdate();
  }
}

/** A ResizeObserver made on first use: there is none on a server. */
class Resizes {
  readonly #changed: () => void;
  #observer: ResizeObserver | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  observe(elements: Iterable<Element>): void {
    this.#observer ??= new ResizeObserver(() => this.#changed());
    for (const element of elements) this.#observer.observe(element);
  }

  end(): void {
    this.#observer?.disconnect();
  }
}
