import type { WidgetConfig } from '@nexevo/protocol';
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConversationState, ThreadMessage } from '../conversation.ts';
import type { MarkdownOptions } from '../markdown/markdown-stream.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { icons } from './icons.ts';
import { LightElement, PartEvent } from './light-element.ts';
import { type NexevoChatMessage, renderProgress } from './message.ts';
import { problemText } from './problem-text.ts';
import { ScrollController } from './scroll-controller.ts';

/** The messages of one conversation, and the scrolling over them. */
export class NexevoChatTranscript extends LightElement {
  readonly scrolling = new ScrollController(this, () =>
    this.querySelector<HTMLElement>('.scroller'),
  );

  #conversation!: ConversationState;

  @property({ attribute: false }) strings!: ChatStrings;
  @property({ attribute: false }) config: WidgetConfig | undefined;
  @property({ attribute: false }) imageHosts: MarkdownOptions['imageHosts'];
  @property({ attribute: false }) blockRenderers: MarkdownOptions['blockRenderers'];
  /** What stands here before the first message. */
  @property({ attribute: false }) welcome: unknown;

  get conversation(): ConversationState {
    return this.#conversation;
  }

  set conversation(conversation: ConversationState) {
    this.#conversation = conversation;
    this.requestUpdate();
  }

  /** Shows what the newest reply has grown by, and looks at nothing else. */
  write(conversation: ConversationState, reply: ThreadMessage): void {
    const element = this.querySelector<NexevoChatMessage>('nexevo-chat-message:last-of-type');
    if (element?.message.id !== reply.id) {
      this.conversation = conversation;
      return;
    }
    this.#conversation = conversation;
    element.message = reply;
  }

  protected override render() {
    const { strings } = this;
    return html`<div class="scroller" role="log" aria-live="off" tabindex="0"
        aria-label=${strings.transcriptLabel} part="transcript">
        <div class="column">${this.#renderContent()}</div>
      </div>
      ${
        this.scrolling.following
          ? nothing
          : html`<button class="jump" part="jump" type="button" aria-label=${strings.jumpToLatest}
              title=${strings.jumpToLatest} @click=${() => this.scrolling.toEnd({ smooth: true })}>
              ${icons.down}
            </button>`
      }`;
  }

  #renderContent() {
    const { status, messages, hasMore } = this.conversation;
    if (status === 'loading' && messages.length === 0) return renderSkeleton(this.strings);
    if (status === 'failed' && messages.length === 0) return this.#renderFailure();
    if (messages.length === 0) return this.welcome;
    return html`${
      hasMore
        ? html`<button class="text-button wide" type="button" @click=${this.#onOlder}>
            ${this.strings.loadOlder}
          </button>`
        : nothing
    }
    ${repeat(messages, keyOf, this.#renderMessage)} ${this.#renderWaiting()}`;
  }

  #renderMessage = (message: ThreadMessage, index: number) => {
    const { run, messages } = this.conversation;
    if (run?.replaces === message.id) return nothing;
    return html`<nexevo-chat-message .message=${message} .strings=${this.strings}
      .run=${run?.replyId === message.id ? run : undefined}
      .repeatable=${!run && index === messages.length - 1}
      .imageHosts=${this.imageHosts} .blockRenderers=${this.blockRenderers}
      .feedbackTags=${this.config?.feedback_tags}
      .maxCommentLength=${this.config?.max_comment_length ?? 2000}></nexevo-chat-message>`;
  };

  /** The reply has no message of its own until the proxy has accepted the question. */
  #renderWaiting() {
    const { run } = this.conversation;
    if (!run || run.replyId) return nothing;
    return html`<div class="message theirs">${renderProgress(run, this.strings, false)}</div>`;
  }

  #renderFailure() {
    const { problem } = this.conversation;
    return html`<div class="problem" role="alert" part="error">
      ${icons.alert}<span>${problemText(problem!, this.strings)}</span>
      <button class="text-button" type="button"
        @click=${() => this.dispatchEvent(new PartEvent('transcript-reload', undefined))}>
        ${this.strings.retry}
      </button>
    </div>`;
  }

  #onOlder = () => {
    this.dispatchEvent(new PartEvent('transcript-older', undefined));
  };
}

/** A draft and the message it becomes are the same thing on the screen. */
function keyOf({ id, client_message_id }: ThreadMessage): string {
  return client_message_id ?? id;
}

function renderSkeleton(strings: ChatStrings) {
  return html`<div class="skeleton conversation" role="status" aria-label=${strings.loading}>
    <i></i><i></i><i></i><i></i><i></i>
  </div>`;
}
