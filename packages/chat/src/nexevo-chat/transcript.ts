import { html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConversationState, ThreadMessage } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { FramePacer } from './frame-pacer.ts';
import { icons } from './icons.ts';
import { LightElement, PartEvent } from './light-element.ts';
import { type NexevoChatMessage, renderProgress } from './message.ts';
import { keyOf, MessagePages } from './message-pages.ts';
import { differs, type MessageView } from './message-view.ts';
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
  #view!: MessageView;
  readonly #messages = new MessagePages();
  #pages: readonly (readonly ThreadMessage[])[] = [];
  /** Whether something came that was not in view. */
  #unseen = false;
  /** How many of the newest pages are there. */
  #count = 0;
  #adding = false;
  readonly #pacer = new FramePacer();

  /** What stands here before the first message. */
  @property({ attribute: false }) welcome: unknown;

  get view(): MessageView {
    return this.#view;
  }

  /** It is made anew each time, and mostly the same. */
  set view(view: MessageView) {
    if (!differs(view, this.#view)) return;
    this.#view = view;
    this.requestUpdate('view');
  }

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
    if (!this.scrolling.following && !this.#unseen) this.requestUpdate();
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

  /** Puts the visitor's last question into a field in its place. */
  editLast(): void {
    const all = this.querySelectorAll<NexevoChatMessage>('nexevo-chat-message');
    void [...all].findLast(({ message }) => message.role === 'user' && !message.pending)?.edit();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('conversation')) this.#pages = this.#messages.of(this.#conversation.messages);
    this.#unseen = !this.scrolling.following && (this.#unseen || !!this.#conversation.run);
    const { length } = this.#pages;
    this.#count = length > this.#count + atOnce ? Math.max(this.#count, atOnce) : length;
  }

  protected override updated(): void {
    if (this.#count < this.#pages.length) void this.#addOlder();
  }

  protected override render() {
    const { strings } = this.view;
    return html`<div class="scroller" role="log" aria-live="off" tabindex="0"
        aria-label=${strings.transcriptLabel} part="transcript">
        <div class="column">${this.#renderContent()}</div>
      </div>
      ${this.scrolling.following ? nothing : this.#renderJump(strings)}`;
  }

  #renderJump(strings: ChatStrings) {
    const label = this.#unseen ? strings.newMessages : strings.jumpToLatest;
    return html`<button class="jump" part="jump" type="button" aria-label=${label} title=${label}
      @click=${() => this.scrolling.toEnd({ smooth: true })}>
      ${icons.down}${this.#unseen ? html`<span>${label}</span>` : nothing}
    </button>`;
  }

  #renderContent() {
    const { status, messages, hasMore } = this.conversation;
    if (status === 'loading' && messages.length === 0) return renderSkeleton(this.view.strings);
    const failure = status === 'failed' ? this.#renderFailure() : nothing;
    if (messages.length === 0) return failure === nothing ? this.welcome : failure;
    return html`${failure}${
      hasMore
        ? html`<button class="text-button wide" type="button" @click=${this.#onOlder}>
            ${this.view.strings.loadOlder}
          </button>`
        : nothing
    }
    ${repeat(this.#pages.slice(-this.#count), ([first]) => keyOf(first!), this.#renderPage)}
    ${this.#renderWaiting()}`;
  }

  #renderPage = (messages: readonly ThreadMessage[]) => {
    const index = this.#pages.indexOf(messages);
    return html`<nexevo-chat-page .messages=${messages} .view=${this.view}
      .run=${this.#conversation.run} .precededAt=${this.#pages[index - 1]?.at(-1)?.created_at}
      .newest=${index === this.#pages.length - 1}></nexevo-chat-page>`;
  };

  /** The reply has no message of its own until the proxy has accepted the question. */
  #renderWaiting() {
    const { run } = this.conversation;
    if (!run || run.replyId || (run.lost && !run.replaces)) return nothing;
    return html`<div class="message theirs">${renderProgress(run, this.view.strings, false)}</div>`;
  }

  #renderFailure() {
    const { problem } = this.conversation;
    return html`<div class="problem" part="error">
      ${icons.alert}<span>${problemText(problem!, this.view.strings)}</span>
      <button class="text-button" type="button"
        @click=${() => this.dispatchEvent(new PartEvent('transcript-reload', undefined))}>
        ${this.view.strings.retry}
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
