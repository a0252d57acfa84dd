import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Run, ThreadMessage } from '../conversation.ts';
import { LightElement } from './light-element.ts';
import { renderUnread } from './message.ts';
import { keyOf } from './message-pages.ts';
import type { MessageView } from './message-view.ts';
import { beginsDay, renderDay } from './moment.ts';
import { NearController } from './near-controller.ts';

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
  /** Whether it holds the newest message. */
  @property({ attribute: false }) newest = false;

  protected override willUpdate(): void {
    if (this.newest) this.#nearness.approach();
    this.style.containIntrinsicSize = `auto ${this.messages.length * guess}px`;
  }

  protected override render() {
    return this.#nearness.near
      ? repeat(this.messages, keyOf, this.#renderMessage)
      : this.messages.map((message) => renderUnread(message, this.view.strings));
  }

  #renderMessage = (message: ThreadMessage, index: number) => {
    const { run, view, messages } = this;
    const at = message.created_at;
    if (run?.replaces === message.id && run.mode !== 'continue') return nothing;
    return html`${beginsDay(at, messages[index - 1]?.created_at ?? this.precededAt) ? renderDay(at, view) : nothing}
      <nexevo-chat-message .message=${message} .view=${view} .busy=${!!run}
        .run=${run && [run.replyId, run.clientId].includes(message.id) ? run : undefined}
        .repeatable=${!run && this.newest && message === messages.at(-1)}></nexevo-chat-message>`;
  };
}
