import { html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { icons } from './icons.ts';
import { LightElement } from './light-element.ts';

/** What can be done with the block of code it stands above: wrap its lines, copy it. */
export class NexevoChatCode extends LightElement {
  /** Gives the code. */
  @property({ attribute: false }) read = () => '';
  @property({ attribute: false }) strings!: ChatStrings;

  @state() private wrapped = false;

  protected override render() {
    const { strings, wrapped } = this;
    return html`<button class="icon-button small" type="button" aria-label=${strings.wrap}
        title=${strings.wrap} aria-pressed=${wrapped ? 'true' : 'false'} @click=${this.#onWrap}>
        ${icons.wrap}
      </button>
      <nexevo-chat-copy .read=${this.read} .strings=${strings}></nexevo-chat-copy>`;
  }

  #onWrap = () => {
    this.wrapped = !this.wrapped;
    this.closest('.code')?.classList.toggle('wrapped', this.wrapped);
  };
}
