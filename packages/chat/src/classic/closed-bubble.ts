import type { BubbleMemory } from '../bubble-memory.ts';
import { languageAround } from '../messages/language-around.ts';
import { matchLocale } from '../messages/match-locale.ts';
import { chatIcon } from '../nexevo-chat/chat-icon.ts';
import { closedBubbleStyles } from './closed-bubble-styles.ts';
import { type Chat, drawn, takeCalls } from './early-calls.ts';

export interface ClosedBubbleOptions {
  /** "Open the chat", by language. */
  labels: Readonly<Record<string, string>>;
  /** Fetches and registers the chat itself; rejects when it cannot. */
  load(): Promise<unknown>;
  memory: BubbleMemory;
}

/** The launcher of a bubble that nobody has opened: the rest is fetched when somebody is about to. */
export class ClosedBubble {
  readonly #chat: Chat;
  readonly #options: ClosedBubbleOptions;
  readonly #release: () => void;
  readonly #button = document.createElement('button');
  #ready: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement, options: ClosedBubbleOptions) {
    this.#chat = element as Chat;
    this.#options = options;
    this.#release = takeCalls(this.#chat, {
      ready: () => this.#load(),
      memory: options.memory,
    });
    // The element is not registered yet; when it is, it renders into this root.
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(closedBubbleStyles);
    root.adoptedStyleSheets = [sheet];
    this.#draw();
    root.append(this.#button);
    this.#greetLater();
    // Another tag, or an app, may bring the chat first.
    void customElements.whenDefined('nexevo-chat').then(() => this.#load());
  }

  #draw(): void {
    const button = this.#button;
    const label = this.#chat.strings?.open ?? this.#label();
    button.type = 'button';
    button.id = button.className = 'launcher';
    button.setAttribute('part', 'launcher');
    button.setAttribute('aria-expanded', 'false');
    button.ariaLabel = button.title = label;
    const picture = svg('svg', { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' });
    picture.append(svg('path', { d: chatIcon }));
    button.append(picture);
    button.addEventListener('click', () => this.#chat.show());
    // Who points at it is about to open it.
    for (const type of ['pointerenter', 'focus'])
      button.addEventListener(type, () => void this.#load(), { once: true });
  }

  /** The chat itself shows the greeting; it is fetched when the time has come. */
  #greetLater(): void {
    const { memory } = this.#options;
    const chat = this.#chat;
    if (!chat.getAttribute('proactive') || memory.greeted || memory.open !== undefined) return;
    // As `<nexevo-chat>` waits.
    const seconds = chat.proactiveDelay ?? chat.getAttribute('proactive-delay') ?? 5;
    this.#timer = setTimeout(() => {
      if (!chat.isConnected) return;
      chat.proactiveDelay = 0;
      void this.#load();
    }, Number(seconds) * 1000);
  }

  #label(): string {
    const { labels } = this.#options;
    const wanted = this.#chat.getAttribute('locale') || languageAround(this.#chat);
    return labels[matchLocale(wanted, labels).name]!;
  }

  #load(): Promise<void> {
    this.#ready ??= this.#replace();
    return this.#ready;
  }

  async #replace(): Promise<void> {
    const button = this.#button;
    clearTimeout(this.#timer);
    button.ariaBusy = 'true';
    try {
      await this.#options.load();
    } catch {
      this.#ready = undefined;
      button.ariaBusy = 'false';
      return;
    }
    const chat = this.#chat;
    // It stays until the chat has drawn its own, which Lit puts before it.
    await drawn(chat);
    this.#release();
    const focused = chat.shadowRoot!.activeElement === button;
    button.remove();
    if (focused) chat.shadowRoot!.querySelector<HTMLElement>('#launcher')?.focus();
  }
}

function svg(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
