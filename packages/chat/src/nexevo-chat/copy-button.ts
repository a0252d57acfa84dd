import { property, state } from 'lit/decorators.js';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { copyText } from './copy-text.ts';
import { renderIconButton } from './icon-button.ts';
import { icons } from './icons.ts';
import { LightElement } from './light-element.ts';

/** Copies a text, and says for a moment whether it could. */
export class NexevoChatCopy extends LightElement {
  /** Gives the text to copy. */
  @property({ attribute: false }) read = () => '';
  @property({ attribute: false }) strings!: ChatStrings;

  @state() private said: 'copied' | 'notCopied' | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.said = undefined;
  }

  protected override render() {
    const { said = 'copy' } = this;
    return renderIconButton(this.strings[said], icons[said], this.#onClick);
  }

  #onClick = async () => {
    this.said = (await copyText(this.read())) ? 'copied' : 'notCopied';
    this.querySelector('button')!.focus();
    this.announce(this.strings[this.said]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.said = undefined;
    }, 1600);
  };
}
