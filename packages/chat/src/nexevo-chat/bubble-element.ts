import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { LocalMemory } from '../api/local-memory.ts';
import { resolveEndpoint } from '../endpoint.ts';
import { NexevoCloseEvent, NexevoOpenEvent } from '../events.ts';
import { ChatSettings } from './chat-settings.ts';
import type { NexevoChatComposer } from './composer.ts';
import { loadOverPage } from './load-over-page.ts';
import type * as OverPage from './over-page.ts';

/** What stays in reach when the chat is closed: `mode="bubble"`, its composer's text and its focus. */
export class BubbleElement extends ChatSettings {
  /** With `mode="bubble"`: whether the chat is open. On later pages it is as the visitor left it. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** With `mode="bubble"`: words that show beside the launcher, once a day, until the chat was opened. */
  @property() proactive = '';
  /** How many seconds later they show. */
  @property({ type: Number, attribute: 'proactive-delay' }) proactiveDelay = 5;

  /** Replies that ended while it was closed. */
  @state() protected unread = 0;

  @query('nexevo-chat-composer') protected composer!: NexevoChatComposer | null;
  @query('#launcher') protected launcher!: HTMLElement | null;

  /** What only a chat over the page takes. */
  protected overPage: typeof OverPage | undefined;

  /** The launcher of a closed bubble has styles of its own, until the chat has drawn another. */
  #earlier: readonly CSSStyleSheet[] = [];
  /** It left the page before that was there; back on it, it is asked for again. */
  #left = false;

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.#earlier = [...(this.shadowRoot?.adoptedStyleSheets ?? [])];
    const root = super.createRenderRoot();
    this.shadowRoot!.adoptedStyleSheets.push(...this.#earlier);
    return root;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#left) return;
    this.#left = false;
    void this.scheduleUpdate();
  }

  /** Over the page it is drawn when that is there. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.#lacksOverPage && !(await this.#takeOverPage())) return;
    await super.scheduleUpdate();
    if (!this.#lacksOverPage) return;
    // Lit gives it what was set before the element was defined only now: the mode, too. What is to be looked at is named.
    this.requestUpdate('prompts');
    if (await this.#takeOverPage()) await super.scheduleUpdate();
  }

  protected override shouldUpdate(_changed: PropertyValues<this>): boolean {
    return !this.#lacksOverPage;
  }

  get #lacksOverPage(): boolean {
    return this.mode !== 'inline' && !this.overPage;
  }

  /** Resolves to whether it is there. */
  async #takeOverPage(): Promise<boolean> {
    const overPage = await loadOverPage(this);
    this.#left = !overPage;
    if (!overPage) return false;
    this.overPage = overPage;
    const root = this.shadowRoot!;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter(
      (sheet) => !this.#earlier.includes(sheet),
    );
    root.adoptedStyleSheets.push(overPage.modeStyles.styleSheet!);
    new overPage.KeyboardController(this);
    return true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.mode !== 'bubble') return;
    if (!this.hasUpdated) this.open = this.overPage!.opens(this);
    if (this.open) this.unread = 0;
  }

  /** For the next page, which reads it by `BubbleMemory`. */
  #remember(): void {
    new LocalMemory(resolveEndpoint(this.endpoint)).setHere('open', `${this.open}`);
  }

  /** Opens the bubble. */
  show(): void {
    if (this.open) return;
    this.open = true;
    this.#remember();
    this.focusComposer();
    this.dispatchEvent(new NexevoOpenEvent());
  }

  /** Closes the bubble; a reply goes on. */
  hide(): void {
    if (!this.open) return;
    this.open = false;
    this.#remember();
    void this.updateComplete.then(() => this.launcher?.focus());
    this.dispatchEvent(new NexevoCloseEvent());
  }

  toggle(): void {
    if (this.open) this.hide();
    else this.show();
  }

  /** Puts a text into the composer. */
  setDraft(text: string): void {
    void this.updateComplete.then(() => {
      if (this.composer) this.composer.value = text;
    });
  }

  focusComposer(): void {
    void this.updateComplete.then(() => this.composer?.focus());
  }
}
