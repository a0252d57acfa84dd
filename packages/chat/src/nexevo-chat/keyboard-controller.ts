import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps a chat that lies over the page within what the on-screen keyboard leaves of the window. Browsers lay the
 * keyboard over fixed elements; only the visual viewport tells.
 */
export class KeyboardController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, this.#fit);
    this.#fit();
  }

  hostDisconnected(): void {
    for (const type of ['resize', 'scroll']) visualViewport?.removeEventListener(type, this.#fit);
  }

  #fit = () => {
    if (!visualViewport) return;
    const { height, offsetTop, scale } = visualViewport;
    const below = innerHeight - height - offsetTop;
    const { style } = this.#host;
    // Who has zoomed in wants to look around; a bar of the browser that comes and goes is no keyboard.
    const covered = scale < 1.05 && innerHeight - height > 100;
    set(style, '--_above', covered && offsetTop);
    set(style, '--_below', covered && below);
  };
}

function set(style: CSSStyleDeclaration, name: string, pixels: number | false): void {
  if (pixels) style.setProperty(name, `${Math.round(pixels)}px`);
  else style.removeProperty(name);
}
