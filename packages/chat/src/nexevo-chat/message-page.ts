import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Run, ThreadMessage } from '../conversation.ts';
import { LightElement } from './light-element.ts';
import type { NexevoChatMessage, RenderFar } from './message.ts';
import type { MessageView } from './message-view.ts';
import { NearController } from './near-controller.ts';
import { placeMessages } from './place-messages.ts';

/** How high a message is thought to be that was never seen, in pixels. */
const guess = 130;

/** Some messages in a row: far from being seen they are text, and cost next to nothing. */
export class NexevoChatPage extends LightElement {
  readonly #nearness = new NearController(this);

  @property({ attribute: false }) messages!: readonly ThreadMessage[];
  @property({ attribute: false }) view!: MessageView;
  @property({ attribute: false }) run: Run | undefined;
  /** When the message before the first one here was written. */
  @property({ attribute: false }) precededAt: string | undefined;

  protected override willUpdate(): void {
    this.style.containIntrinsicSize = `auto ${this.messages.length * guess}px`;
  }

  protected override render() {
    return this.#nearness.near
      ? nothing
      : this.messages.map((message) => renderUnread(message, this.view.strings));
  }

  protected override updated(): void {
    if (this.#nearness.near) placeMessages(this, this, { onNew });
  }
}

function onNew(message: NexevoChatMessage): void {
  message.far = renderUnread;
  new NearController(message, () => {
    message.far = undefined;
  });
}

/** What is far from being seen stands as its text, for searches and screen readers. */
const renderUnread: RenderFar = ({ role, text }, strings) => {
  const mine = role === 'user';
  return html`<article class=${mine ? 'message mine' : 'message theirs'}
    aria-label=${mine ? strings.you : strings.assistant}>
    <div class=${mine ? 'bubble' : 'markdown unread'} dir="auto">${text}</div>
  </article>`;
};

declare global {
  interface HTMLElementTagNameMap {
    'nexevo-chat-page': NexevoChatPage;
  }
}
