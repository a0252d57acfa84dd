import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

/** How long messages may be drawn within one frame, in milliseconds. */
const budget = 4;

/** Near, and not drawn yet. The last one to come near is what is being looked at. */
const waiting = new Set<NearController>();
let drawing = false;

/**
 * Tells when an element with `content-visibility: auto` first comes near to being seen, as the browser sees it.
 * Where the browser does not tell, everything is near.
 */
export class NearController implements ReactiveController {
  /** Whether it was near once. */
  near = false;
  readonly #host: Host;
  readonly #onNear: (() => void) | undefined;

  constructor(host: Host, onNear?: () => void) {
    this.#host = host;
    this.#onNear = onNear;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.near) return;
    if ('ContentVisibilityAutoStateChangeEvent' in globalThis)
      this.#host.addEventListener('contentvisibilityautostatechange', this.#onChange);
    else this.approach();
  }

  hostDisconnected(): void {
    waiting.delete(this);
    this.#host.removeEventListener('contentvisibilityautostatechange', this.#onChange);
  }

  /** It is to be seen, wherever it is. */
  approach(): void {
    if (this.near) return;
    this.near = true;
    this.hostDisconnected();
    this.#onNear?.();
    this.#host.requestUpdate();
  }

  async draw(): Promise<void> {
    this.approach();
    await this.#host.updateComplete;
  }

  #onChange = (event: Event) => {
    const { target, skipped } = event as ContentVisibilityAutoStateChangeEvent;
    if (target !== this.#host) return;
    waiting.delete(this);
    if (skipped) return;
    waiting.add(this);
    if (!drawing) void drawWaiting();
  };
}

/** A few a frame: who scrolls past a thousand messages waits for none of them. */
async function drawWaiting(): Promise<void> {
  drawing = true;
  let start = performance.now();
  try {
    for (let next = latest(); next; next = latest()) {
      await next.draw();
      if (performance.now() - start < budget) continue;
      start = await new Promise(requestAnimationFrame);
    }
  } finally {
    // One that could not be drawn is no reason to draw no others.
    drawing = false;
  }
}

function latest(): NearController | undefined {
  return [...waiting].at(-1);
}
