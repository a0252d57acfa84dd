import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { BubbleMemory } from '../../bubble-memory.ts';
import type { ChatStrings } from '../../messages/chat-strings.ts';
import { renderIconButton } from '../icon-button.ts';
import { icons } from '../icons.ts';
import { LazyPart, PartEvent } from '../light-element.ts';
import { proactiveStyles } from '../styles/proactive-styles.ts';

/** A few words beside the launcher, after a while and once a day. They take no focus, and leave when asked to. */
export class NexevoChatProactive extends LazyPart {
  static override sheet = proactiveStyles;

  @property({ attribute: false }) text = '';
  /** Seconds until it shows. */
  @property({ attribute: false }) delay = 0;
  @property({ attribute: false }) strings!: ChatStrings;
  @property({ attribute: false }) memory!: BubbleMemory;
  @state() private shown = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override firstUpdated(): void {
    this.#wait();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#wait();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    if (!this.shown) return nothing;
    const { strings } = this;
    return html`<aside class="proactive" part="proactive" aria-label=${strings.heading} lang=${strings.tag} dir="auto"
      @keydown=${this.#onKeydown}>
      <button class="proactive-text" type="button" @click=${this.#onAccept}>${this.text}</button>
      ${renderIconButton(strings.dismiss, icons.close, this.#onDismiss)}
    </aside>`;
  }

  #wait(): void {
    this.#timer = setTimeout(() => this.#show(), this.delay * 1000);
  }

  #show(): void {
    // Another tab may have greeted meanwhile, or the visitor knows the chat already.
    if (this.shown || this.memory.greeted || this.memory.open !== undefined) return;
    this.memory.noteGreeting();
    this.shown = true;
  }

  #onAccept = () => {
    this.shown = false;
    this.dispatchEvent(new PartEvent('proactive-accept', undefined));
  };

  #onDismiss = () => {
    this.shown = false;
    (this.getRootNode() as ShadowRoot).getElementById('launcher')?.focus();
  };

  #onKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#onDismiss();
  };
}
