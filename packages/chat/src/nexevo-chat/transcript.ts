import { html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { ConversationState, ThreadMessage } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { icons } from './icons.ts';
import { LightElement, PartEvent } from './light-element.ts';
import { type NexevoChatMessage, renderProgress } from './message.ts';
import { keyOf } from './message-key.ts';
import { differs, type MessageView } from './message-view.ts';
import type { OlderMessages } from './older-messages.ts';
import { placeMessages } from './place-messages.ts';
import { problemText } from './problem-text.ts';
import { renderProblem, renderTextButton } from './problem-view.ts';
import { ScrollController } from './scroll-controller.ts';
import { renderSkeleton } from './skeleton.ts';

/** So many of a conversation that is opened are shown at once: as many as are seen, and some. */
const atOnce = 8;

/** The messages of one conversation, and the scrolling over them. */
export class NexevoChatTranscript extends LightElement {
  readonly scrolling = new ScrollController(this, () =>
    this.querySelector<HTMLElement>('.scroller'),
  );

  #conversation!: ConversationState;
  #view!: MessageView;
  /** Where the newest messages stand; those before them are a chunk of their own. */
  readonly #newest = Object.assign(document.createElement('div'), { className: 'pages newest' });
  #older: OlderMessages | undefined;
  /** The key of the first of the newest. */
  #first: string | undefined;
  /** Whether what shows those before it is on its way, or could not be had. */
  #coming: 'asked' | 'failed' | undefined;
  /** How many are before it. */
  #before = 0;
  /** Whether something came that was not in view. */
  #unseen = false;

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
    if (conversation.conversation?.id !== this.#conversation?.conversation?.id) {
      this.#first = undefined;
      this.#older?.reset();
    }
    const before = this.#conversation;
    this.#conversation = conversation;
    this.requestUpdate('conversation', before);
  }

  /** Shows what the newest reply has grown by, and looks at nothing else. */
  write(conversation: ConversationState, reply: ThreadMessage): void {
    if (!this.scrolling.following && !this.#unseen) this.requestUpdate();
    const element = this.querySelector<NexevoChatMessage>(
      '.newest > nexevo-chat-message:last-of-type',
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

  /** Older messages have come in. What is being read stays where it is. */
  grow(): void {
    const show = async () => this.requestUpdate('conversation');
    if (this.scrolling.following) void show();
    else void this.scrolling.hold(show);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { view } = this;
    const { messages, run } = this.#conversation;
    this.#unseen = !this.scrolling.following && (this.#unseen || !!run);
    if (!changed.has('conversation') && !changed.has('view')) return;
    const from = messages.findLastIndex((message) => keyOf(message) === this.#first);
    this.#before = from < 0 ? Math.max(0, messages.length - atOnce) : from;
    const newest = messages.slice(this.#before);
    this.#first = newest[0] && keyOf(newest[0]);
    const precededAt = messages[this.#before - 1]?.created_at;
    placeMessages(this.#newest, { messages: newest, view, run, precededAt }, { newest: true });
    this.#older?.show({ messages: messages.slice(0, this.#before), view, run });
    if (this.#before && !this.#older && !this.#coming) void this.#loadOlder();
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
    if (status === 'loading' && messages.length === 0)
      return renderSkeleton(this.view.strings, 'skeleton conversation');
    const failure = status === 'failed' ? this.#renderFailure() : nothing;
    if (messages.length === 0) return failure === nothing ? this.welcome : failure;
    const rest = this.#before && !this.#older ? this.#loadOlder : this.#onOlder;
    return html`${failure}${
      hasMore || this.#coming === 'failed'
        ? html`<button class="text-button wide" type="button" @click=${rest}>
            ${this.view.strings.loadOlder}
          </button>`
        : nothing
    }
    ${this.#older?.element} ${this.#newest} ${this.#renderWaiting()}`;
  }

  /** The reply has no message of its own until the proxy has accepted the question. */
  #renderWaiting() {
    const { run } = this.conversation;
    if (!run || run.replyId || (run.lost && !run.replaces)) return nothing;
    return html`<div class="message theirs">${renderProgress(run, this.view.strings, false)}</div>`;
  }

  #renderFailure() {
    const { strings } = this.view;
    const reload = () => this.dispatchEvent(new PartEvent('transcript-reload', undefined));
    return renderProblem(
      problemText(this.conversation.problem!, strings),
      renderTextButton(strings.retry, reload),
    );
  }

  #loadOlder = async () => {
    this.#coming = 'asked';
    const chunk = await import('./older-messages.ts').catch(() => undefined);
    this.#coming = chunk ? 'asked' : 'failed';
    if (chunk) this.#older ??= new chunk.OlderMessages(this);
    this.grow();
  };

  #onOlder = () => {
    this.dispatchEvent(new PartEvent('transcript-older', undefined));
  };
}
