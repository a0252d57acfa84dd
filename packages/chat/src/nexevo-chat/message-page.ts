import type { WidgetConfig } from '@nexevo/protocol';
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Run, ThreadMessage } from '../conversation.ts';
import type { MarkdownOptions } from '../markdown/markdown-stream.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { LightElement } from './light-element.ts';
import { renderUnread } from './message.ts';
import { keyOf } from './message-pages.ts';
import { NearController } from './near-controller.ts';

/** What messages need to be shown, the same for all of them. */
export interface MessageView {
  strings: ChatStrings;
  config: WidgetConfig | undefined;
  imageHosts: MarkdownOptions['imageHosts'];
  blockRenderers: MarkdownOptions['blockRenderers'];
  run: Run | undefined;
  /** The newest message. */
  last: ThreadMessage | undefined;
}

/** How high a message is thought to be that was never seen, in pixels. */
const guess = 130;

/** Some messages in a row: far from being seen they are text, and cost next to nothing. */
export class NexevoChatPage extends LightElement {
  readonly #nearness = new NearController(this);

  @property({ attribute: false }) messages!: readonly ThreadMessage[];
  @property({ attribute: false }) view!: MessageView;
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

  #renderMessage = (message: ThreadMessage) => {
    const { run, last, config, strings, imageHosts, blockRenderers } = this.view;
    if (run?.replaces === message.id) return nothing;
    return html`<nexevo-chat-message .message=${message} .strings=${strings}
      .run=${run?.replyId === message.id ? run : undefined}
      .repeatable=${!run && message === last}
      .imageHosts=${imageHosts} .blockRenderers=${blockRenderers}
      .feedbackTags=${config?.feedback_tags}
      .maxCommentLength=${config?.max_comment_length ?? 2000}></nexevo-chat-message>`;
  };
}
