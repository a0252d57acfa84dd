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
  /** Made with the scroller: there are none on a server. */
  #observers: (ResizeObserver | MutationObserver)[] = [];

  constructor(host: ReactiveControllerHost, find: () => HTMLElement | null) {
    this.#host = host;
    this.#find = find;
    host.addController(this);
  }

  /** Moved on the page it looks for its place again. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const scroller = this.#find();
    if (!scroller || scroller === this.#scroller) return;
    this.#scroller = scroller;
    // The browser has forgotten it.
    if (this.#last) scroller.scrollTop = this.following ? scroller.scrollHeight : this.#last;
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    const resizes = new ResizeObserver(this.#follow);
    for (const element of [scroller, ...scroller.children]) resizes.observe(element);
    // WebKit lays out between frames, and tells a frame late where that has moved the view. It looks as if the reader
    // had scrolled up, should more have come by then: so what gets shorter is looked at before it can.
    const removals = new MutationObserver((records) => {
      if (records.some(({ removedNodes }) => removedNodes.length)) this.#follow();
    });
    removals.observe(scroller, { childList: true, subtree: true });
    this.#observers = [resizes, removals];
  }

  hostDisconnected(): void {
    for (const observer of this.#observers) observer.disconnect();
    this.#scroller = undefined;
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

  #follow = () => {
    const scroller = this.#scroller;
    if (!scroller || !this.following) return;
    scroller.scrollTop = scroller.scrollHeight;
    // A text that got shorter has moved up, too, and the browser tells of that when more may have come.
    this.#last = scroller.scrollTop;
  };

  /** Only moving up lets go: text that grows also leaves the end behind, for a moment. */
  #onScroll = ({ currentTarget }: Event) => {
    const { scrollTop: top, scrollHeight, clientHeight } = currentTarget as HTMLElement;
    const distance = scrollHeight - clientHeight - top;
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
