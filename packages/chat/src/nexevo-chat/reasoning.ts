import { html, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { ThreadMessage } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { LazyPart } from './light-element.ts';
import { extraStyles } from './styles/extra-styles.ts';

/** What a model thought aloud, folded. Folded it costs the page nothing while it grows. */
export class NexevoChatReasoning extends LazyPart {
  static override sheet = extraStyles;

  @property({ attribute: false }) message!: ThreadMessage;
  @property({ attribute: false }) strings!: ChatStrings;

  @query('details') private details!: HTMLDetailsElement;
  @query('.thoughts') private body!: HTMLElement;

  protected override render() {
    const { status, text, reasoning_ms = 0 } = this.message;
    const thinking = status === 'running' && !text;
    const seconds = Math.max(1, Math.round(reasoning_ms / 1000));
    return html`<details class="reasoning" part="reasoning" @toggle=${this.#show}>
      <summary class=${thinking ? 'thinking' : ''}>
        ${thinking ? this.strings.thinking : this.#thoughtFor(seconds)}
      </summary>
      <div class="thoughts" dir="auto"></div>
    </details>`;
  }

  protected override updated(_changed: PropertyValues): void {
    this.#show();
  }

  #thoughtFor(seconds: number): string {
    const { strings } = this;
    return seconds < 120
      ? format(strings.thoughtSeconds, { seconds }, strings.tag)
      : format(strings.thoughtMinutes, { minutes: Math.round(seconds / 60) }, strings.tag);
  }

  /** Only what is new is handed to the page, and only when somebody looks. */
  #show = () => {
    if (!this.details.open) return;
    const { reasoning = '' } = this.message;
    const { body } = this;
    const node = body.firstChild instanceof Text ? body.firstChild : undefined;
    if (node && reasoning.startsWith(node.data)) node.appendData(reasoning.slice(node.length));
    else body.replaceChildren(reasoning);
  };
}
