import { html } from 'lit';
import { property } from 'lit/decorators.js';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { LightElement } from './light-element.ts';

/** A block of code with its language and a button that copies it. */
export class NexevoChatCode extends LightElement {
  @property({ attribute: false }) text = '';
  /** The fence's info string, as written. */
  @property({ attribute: false }) language = '';
  @property({ attribute: false }) strings!: ChatStrings;

  protected override render() {
    const language = this.language.match(/^[\w+#.-]{1,24}/)?.[0];
    // Focusable, so that the keyboard can scroll it. Code reads left to right in every language.
    return html`<div class="code" part="code" dir="ltr">
      <div class="code-bar">
        <span>${language ?? this.strings.code}</span>
        <nexevo-chat-copy .text=${this.text} .strings=${this.strings}></nexevo-chat-copy>
      </div>
      <pre tabindex="0"><code>${this.text}</code></pre>
    </div>`;
  }
}
