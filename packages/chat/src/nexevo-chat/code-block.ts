import { html, svg } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { icon } from './icons.ts';
import { LazyPart } from './light-element.ts';
import { extraStyles } from './styles/extra-styles.ts';

const wrap = icon(
  svg`<path d="M3.75 5.25h12.5M3.75 10h10.5a2.4 2.4 0 0 1 0 4.75H10m1.75-2L9.75 14.75l2 2M3.75 14.75h2.5" />`,
);

/** What can be done with the block of code it stands above: wrap its lines, copy it. */
export class NexevoChatCode extends LazyPart {
  static override sheet = extraStyles;

  /** Gives the code. */
  @property({ attribute: false }) read = () => '';
  @property({ attribute: false }) strings!: ChatStrings;

  @state() private wrapped = false;

  protected override render() {
    const { strings, wrapped } = this;
    return html`<button class="icon-button small" type="button" aria-label=${strings.wrap}
        title=${strings.wrap} aria-pressed=${wrapped} @click=${this.#onWrap}>
        ${wrap}
      </button>
      <nexevo-chat-copy .read=${this.read} .strings=${strings}></nexevo-chat-copy>`;
  }

  #onWrap = () => {
    this.wrapped = !this.wrapped;
    this.closest('.code')?.classList.toggle('wrapped', this.wrapped);
  };
}
