import type { Feedback, WidgetConfig } from '@nexevo/protocol';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Run, ThreadMessage } from '../conversation.ts';
import type { MarkdownOptions } from '../markdown/markdown-stream.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { icons } from './icons.ts';
import { LightElement, PartEvent } from './light-element.ts';
import { NearController } from './near-controller.ts';
import { problemText } from './problem-text.ts';

/** One message with what belongs to it: its marks, its actions, its feedback form. */
export class NexevoChatMessage extends LightElement {
  readonly #nearness = new NearController(this);

  @property({ attribute: false }) message!: ThreadMessage;
  @property({ attribute: false }) strings!: ChatStrings;
  @property({ attribute: false }) feedbackTags: WidgetConfig['feedback_tags'] | undefined;
  @property({ attribute: false }) maxCommentLength = 2000;
  @property({ attribute: false }) imageHosts: MarkdownOptions['imageHosts'];
  @property({ attribute: false }) blockRenderers: MarkdownOptions['blockRenderers'];
  /** The run that writes this message, if one does. */
  @property({ attribute: false }) run: Run | undefined;
  /** Whether it may be answered again: only the newest, and never during a run. */
  @property({ attribute: false }) repeatable = false;

  @state() private form: 'closed' | 'open' | 'thanks' = 'closed';

  protected override willUpdate(): void {
    const { status, pending } = this.message;
    if (status === 'running' || pending) this.#nearness.approach();
  }

  protected override render() {
    if (!this.#nearness.near) return renderUnread(this.message, this.strings);
    return this.message.role === 'user' ? this.#renderQuestion() : this.#renderReply();
  }

  #renderQuestion() {
    const { message, strings } = this;
    return html`<article class=${message.pending ? 'message mine pending' : 'message mine'}
      part="message user-message" aria-label=${strings.you}>
      <div class="bubble" dir="auto">${message.text}</div>
      ${message.problem ? this.#renderProblem(problemText(message.problem, strings), true) : nothing}
    </article>`;
  }

  #renderReply() {
    const { message, strings, run } = this;
    const running = message.status === 'running';
    return html`<article class="message theirs" part="message assistant-message"
      aria-label=${strings.assistant} aria-busy=${running ? 'true' : 'false'}>
      ${
        message.text
          ? html`<nexevo-chat-markdown .text=${message.text} .streaming=${running}
              .strings=${strings} .imageHosts=${this.imageHosts}
              .blockRenderers=${this.blockRenderers}></nexevo-chat-markdown>`
          : nothing
      }
      ${running ? renderProgress(run, strings, message.text !== '') : this.#renderEnd()}
    </article>`;
  }

  #renderEnd() {
    const { message, strings } = this;
    const {
      problem = message.error && { ...message.error, retryAfter: message.error.retry_after },
    } = message;
    return html`
      ${
        message.status === 'incomplete' && message.reason
          ? html`<p class=${message.reason === 'stopped' ? 'mark' : 'mark cut'} part="mark">
              ${strings.incomplete[message.reason]}
            </p>`
          : nothing
      }
      ${problem ? this.#renderProblem(problemText(problem, strings), message.status === 'failed') : nothing}
      ${message.status === 'failed' ? nothing : this.#renderActions()}
      ${this.#renderForm()}
    `;
  }

  #renderProblem(text: string, retry: boolean) {
    const offer = retry && (this.message.role === 'user' || this.repeatable);
    return html`<div class="problem" part="error">
      ${icons.alert}<span>${text}</span>
      ${
        offer
          ? html`<button class="text-button" type="button" @click=${this.#onRetry}>
              ${this.strings.retry}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderActions() {
    const { message, strings } = this;
    return html`<div class="actions" part="actions">
      ${
        message.text
          ? html`<nexevo-chat-copy .read=${this.#read} .strings=${strings}></nexevo-chat-copy>`
          : nothing
      }
      ${
        message.ratable
          ? html`${this.#renderThumb(1, strings.goodReply)}${this.#renderThumb(-1, strings.badReply)}`
          : nothing
      }
      ${
        this.repeatable
          ? html`<button class="icon-button small" type="button" aria-label=${strings.regenerate}
              title=${strings.regenerate} @click=${this.#onRetry}>
              ${icons.again}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderThumb(rating: Feedback['rating'], label: string) {
    const pressed = this.message.feedback?.rating === rating;
    return html`<button class="icon-button small thumb" part="thumb" type="button"
      aria-label=${label} title=${label} aria-pressed=${pressed ? 'true' : 'false'}
      @click=${() => this.#onThumb(rating)}>
      ${rating === 1 ? icons.thumbUp : icons.thumbDown}
    </button>`;
  }

  #renderForm() {
    const { message, strings } = this;
    const failed = message.voteFailed
      ? this.#renderProblem(strings.feedbackFailed, false)
      : nothing;
    if (this.form === 'closed' || !message.feedback) return failed;
    const { rating } = message.feedback;
    const thanks = this.form === 'thanks' && !message.voteFailed;
    // The form stays until its words are stored: they are shown again when that fails.
    return html`${failed}
      ${thanks ? html`<p class="mark thanks">${strings.feedbackThanks}</p>` : nothing}
      <nexevo-chat-feedback ?hidden=${thanks} .feedback=${message.feedback} .strings=${strings}
      .tags=${(rating === 1 ? this.feedbackTags?.positive : this.feedbackTags?.negative) ?? []}
      .maxLength=${this.maxCommentLength}
      @feedback-send=${this.#onFeedback} @feedback-close=${this.#onClose}></nexevo-chat-feedback>`;
  }

  #onThumb(rating: Feedback['rating']) {
    if (this.message.feedback?.rating === rating) {
      this.form = this.form === 'open' ? 'closed' : 'open';
      return;
    }
    this.form = 'open';
    this.#rate({ rating });
  }

  #onFeedback = ({ detail }: PartEvent<'feedback-send', Feedback>) => {
    this.form = 'thanks';
    this.#rate(detail);
    this.querySelector<HTMLElement>('.thumb[aria-pressed=true]')?.focus();
  };

  #onClose = () => {
    this.form = 'closed';
    this.querySelector<HTMLElement>('.thumb[aria-pressed=true]')?.focus();
  };

  #read = () => this.message.text;

  #onRetry = () => {
    this.dispatchEvent(new PartEvent('message-retry', this.message));
  };

  #rate(feedback: Feedback) {
    this.dispatchEvent(new PartEvent('message-rate', { id: this.message.id, feedback }));
  }
}

/** What goes on before and while text arrives. */
export function renderProgress(run: Run | undefined, strings: ChatStrings, hasText: boolean) {
  if (run?.lost) return html`<p class="progress mark">${strings.reconnecting}</p>`;
  if (run?.position) {
    return html`<p class="progress mark">${format(strings.queued, { position: run.position }, strings.tag)}</p>`;
  }
  if (hasText) return nothing;
  return html`<p class="progress typing"><i></i><i></i><i></i><span>${strings.thinking}</span></p>`;
}

/** What is far from being seen stands as its text, for searches and screen readers. */
export function renderUnread({ role, text }: ThreadMessage, strings: ChatStrings) {
  const mine = role === 'user';
  return html`<article class=${mine ? 'message mine' : 'message theirs'}
    aria-label=${mine ? strings.you : strings.assistant}>
    <div class=${mine ? 'bubble' : 'markdown unread'} dir="auto">${text}</div>
  </article>`;
}
