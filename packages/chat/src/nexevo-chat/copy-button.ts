import { html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { copyText } from './copy-text.ts';
import { icons } from './icons.ts';
import { LightElement } from './light-element.ts';

/** Copies a text, and says so for a moment. */
export class NexevoChatCopy extends LightElement {
  /** Gives the text to copy. */
  @property({ attribute: false }) read = () => '';
  @property({ attribute: false }) strings!: ChatStrings;

  @state() private copied = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.copied = false;
  }

  protected override render() {
    const label = this.copied ? this.strings.copied : this.strings.copy;
    return html`<button class="icon-button small" type="button" aria-label=${label} title=${label}
      @click=${this.#onClick}>
      ${this.copied ? icons.check : icons.copy}
    </button>`;
  }

  #onClick = async () => {
    const copied = await copyText(this.read());
    this.querySelector('button')!.focus();
    if (!copied) return;
    this.copied = true;
    this.announce(this.strings.copied);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.copied = false;
    }, 1600);
  };
}
