import type { WidgetConfig } from '@nexevo/protocol';
import { html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConversationState, ThreadMessage } from '../conversation.ts';
import type { MarkdownOptions } from '../markdown/markdown-stream.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { FramePacer } from './frame-pacer.ts';
import { icons } from './icons.ts';
import { LightElement, PartEvent } from './light-element.ts';
import { type NexevoChatMessage, renderProgress } from './message.ts';
import type { MessageView } from './message-page.ts';
import { keyOf, MessagePages } from './message-pages.ts';
import { problemText } from './problem-text.ts';
import { ScrollController } from './scroll-controller.ts';

/** So many pages of messages are there at once; the older ones follow, so many at a time. */
const atOnce = 2;
const slice = 10;

/** The messages of one conversation, and the scrolling over them. */
export class NexevoChatTranscript extends LightElement {
  readonly scrolling = new ScrollController(this, () =>
    this.querySelector<HTMLElement>('.scroller'),
  );

  #conversation!: ConversationState;
  readonly #messages = new MessagePages();
  #pages: readonly (readonly ThreadMessage[])[] = [];
  #view!: MessageView;
  /** How many of the newest pages are there. */
  #count = 0;
  #adding = false;
  readonly #pacer = new FramePacer();

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
    if (conversation.conversation?.id !== this.#conversation?.conversation?.id) this.#count = 0;
    const before = this.#conversation;
    this.#conversation = conversation;
    this.requestUpdate('conversation', before);
  }

  /** Shows what the newest reply has grown by, and looks at nothing else. */
  write(conversation: ConversationState, reply: ThreadMessage): void {
    const element = this.querySelector<NexevoChatMessage>(
      'nexevo-chat-page:last-of-type > nexevo-chat-message:last-of-type',
    );
    if (element?.message.id !== reply.id) {
      this.conversation = conversation;
      return;
    }
    this.#conversation = conversation;
    element.message = reply;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.size > 0) this.#prepare();
    const { length } = this.#pages;
    this.#count = length > this.#count + atOnce ? Math.max(this.#count, atOnce) : length;
  }

  protected override updated(): void {
    if (this.#count < this.#pages.length) void this.#addOlder();
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
    ${repeat(this.#pages.slice(-this.#count), ([first]) => keyOf(first!), this.#renderPage)}
    ${this.#renderWaiting()}`;
  }

  #prepare(): void {
    const { strings, config, imageHosts, blockRenderers } = this;
    const { run, messages } = this.#conversation;
    this.#pages = this.#messages.of(messages);
    this.#view = { strings, config, imageHosts, blockRenderers, run, last: messages.at(-1) };
  }

  #renderPage = (messages: readonly ThreadMessage[]) =>
    html`<nexevo-chat-page .messages=${messages} .view=${this.#view}
      .newest=${messages === this.#pages.at(-1)}></nexevo-chat-page>`;

  /** The reply has no message of its own until the proxy has accepted the question. */
  #renderWaiting() {
    const { run } = this.conversation;
    if (!run || run.replyId) return nothing;
    return html`<div class="message theirs">${renderProgress(run, this.strings, false)}</div>`;
  }

  #renderFailure() {
    const { problem } = this.conversation;
    return html`<div class="problem" part="error">
      ${icons.alert}<span>${problemText(problem!, this.strings)}</span>
      <button class="text-button" type="button"
        @click=${() => this.dispatchEvent(new PartEvent('transcript-reload', undefined))}>
        ${this.strings.retry}
      </button>
    </div>`;
  }

  /** A long conversation comes onto the page piece by piece, so that nothing has to wait for it. */
  async #addOlder(): Promise<void> {
    if (this.#adding) return;
    this.#adding = true;
    await this.#pacer.drawn();
    this.#adding = false;
    const grow = async () => {
      this.#count = Math.min(this.#count + slice, this.#pages.length);
      this.requestUpdate();
    };
    if (this.scrolling.following) await grow();
    else await this.scrolling.hold(grow);
  }

  #onOlder = () => {
    this.dispatchEvent(new PartEvent('transcript-older', undefined));
  };
}

function renderSkeleton(strings: ChatStrings) {
  return html`<div class="skeleton conversation" role="progressbar" aria-label=${strings.loading}>
    <i></i><i></i><i></i><i></i><i></i>
  </div>`;
}
