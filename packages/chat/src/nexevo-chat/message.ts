import type { Feedback } from '@nexevo/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Problem, Run, ThreadMessage } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { renderHandoff, renderWayOut } from './handoff.ts';
import { LightElement, PartEvent } from './light-element.ts';
import { loadExtras } from './load-extras.ts';
import { renderQuestionActions, renderReplyActions } from './message-actions.ts';
import type { MessageAsk, MessageView } from './message-view.ts';
import { beginsDay, renderDay } from './moment.ts';
import { problemText } from './problem-text.ts';
import { renderProblem, renderTextButton } from './problem-view.ts';

export type RenderFar = (message: ThreadMessage, strings: ChatStrings) => TemplateResult;

/** One message with what belongs to it: its marks, its actions, its feedback form. */
export class NexevoChatMessage extends LightElement {
  @property({ attribute: false }) message!: ThreadMessage;
  @property({ attribute: false }) view!: MessageView;
  /** The run that writes this message, if one does. */
  @property({ attribute: false }) run: Run | undefined;
  /** Whether a run is going on, in whatever message. */
  @property({ attribute: false }) busy = false;
  /** Whether it may be answered again: only the newest, and never during a run. */
  @property({ attribute: false }) repeatable = false;
  /** Draws it in its place while it is far from being seen. */
  @property({ attribute: false }) far: RenderFar | undefined;
  /** When the message before it was written. */
  @property({ attribute: false }) precededAt: string | undefined;

  @state() private form: 'closed' | 'open' | 'thanks' = 'closed';
  @state() private editing = false;
  @state() private ownProblem: Problem | undefined;
  /** What was last voted, stored or not. */
  #vote: Feedback | undefined;

  /** Puts the question into a field in its place. */
  async edit(): Promise<void> {
    this.ownProblem = (await loadExtras()) ? undefined : { code: 'network' };
    this.editing = !this.ownProblem && !this.busy && !this.message.pending;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { sibling_ids, reasoning } = this.message;
    if (sibling_ids || reasoning) void loadExtras();
    // Another version has taken its place.
    const before = changed.get('message');
    if (!before || before.id === this.message.id) return;
    this.form = 'closed';
    this.editing = false;
    this.#vote = undefined;
  }

  protected override render() {
    const at = this.message.created_at;
    return html`${beginsDay(at, this.precededAt) ? renderDay(at, this.view) : nothing}
    ${this.far?.(this.message, this.view.strings) ?? this.#renderWhole()}`;
  }

  #renderWhole() {
    return this.message.role === 'user' ? this.#renderQuestion() : this.#renderReply();
  }

  #renderQuestion() {
    const { message, view, busy, run } = this;
    const { strings } = view;
    const { pending, problem = this.ownProblem } = message;
    return html`<article class=${pending ? 'message mine pending' : 'message mine'}
      part="message user-message" tabindex="-1" aria-label=${strings.you}>
      ${
        this.editing
          ? html`<nexevo-chat-editor .text=${message.text} .view=${view} .busy=${busy}
              @editor-save=${this.#onSave} @editor-close=${this.#onCancel}></nexevo-chat-editor>`
          : html`<div class="bubble" dir="auto">${message.text}</div>`
      }
      ${problem ? this.#renderProblem(problem, pending) : nothing}
      ${
        pending && !problem && (!run || run.lost)
          ? html`<p class="mark waiting" part="mark">${strings.waiting}</p>`
          : nothing
      }
      ${
        pending || this.editing
          ? nothing
          : renderQuestionActions({ message, view, busy, ask: this.#ask, edit: () => this.edit() })
      }
    </article>`;
  }

  #renderReply() {
    const { message, view, run } = this;
    const { strings } = view;
    const running = message.status === 'running';
    return html`<article class="message theirs" part="message assistant-message" tabindex="-1"
      aria-label=${strings.assistant} aria-busy=${running}>
      ${
        message.reasoning
          ? html`<nexevo-chat-reasoning .message=${message} .strings=${strings}></nexevo-chat-reasoning>`
          : nothing
      }
      ${
        message.text
          ? html`<nexevo-chat-markdown .text=${message.text} .streaming=${running}
              .strings=${strings} .imageHosts=${view.imageHosts}
              .blockRenderers=${view.blockRenderers}></nexevo-chat-markdown>`
          : nothing
      }
      ${running ? renderProgress(run, strings, !!(message.text || message.reasoning)) : this.#renderEnd()}
    </article>`;
  }

  #renderEnd() {
    const { message, view, busy, repeatable } = this;
    const { status, reason } = message;
    const {
      problem = message.error && { ...message.error, retryAfter: message.error.retry_after },
    } = message;
    const failed = status === 'failed';
    return html`
      ${
        status === 'incomplete' && reason
          ? html`<p class=${reason === 'stopped' ? 'mark' : 'mark cut'} part="mark">
              <span>${view.strings.incomplete[reason]}</span>
              ${
                repeatable && message.text
                  ? html`<button class="text-button" part="continue" type="button"
                      @click=${() => this.#ask({ type: 'repeat', message, mode: 'continue' })}>
                      ${view.strings.continue}
                    </button>`
                  : nothing
              }
            </p>`
          : nothing
      }
      ${problem ? this.#renderProblem(problem, failed && repeatable) : nothing}
      ${renderReplyActions({
        message,
        view,
        busy,
        repeatable: repeatable && !(failed && !message.text),
        ask: this.#ask,
        thumb: this.#onThumb,
      })}
      ${this.#renderForm()}
    `;
  }

  #renderProblem(problem: Problem, repeats: boolean | undefined) {
    const { message, view } = this;
    const { strings, handoff } = view;
    const ask = (label: string, detail: MessageAsk) =>
      renderTextButton(label, () => this.#ask(detail));
    return renderProblem(problemText(problem, strings), [
      // What is too long stays so.
      repeats && problem.code !== 'message_too_long'
        ? ask(strings.retry, { type: 'repeat', message })
        : nothing,
      message.pending ? ask(strings.edit, { type: 'drop', message, again: true }) : nothing,
      message.edits ? ask(strings.cancel, { type: 'drop', message }) : nothing,
      renderWayOut(problem, handoff),
    ]);
  }

  #renderForm() {
    const { message, view } = this;
    const { strings, config, handoff } = view;
    const failed = message.voteFailed ? renderProblem(strings.feedbackFailed) : nothing;
    // What was typed is not lost to a vote that was taken back.
    const feedback = message.feedback ?? this.#vote;
    if (this.form === 'closed' || !feedback) return failed;
    const { rating } = feedback;
    const thanks = this.form === 'thanks' && !message.voteFailed;
    const { positive = [], negative = [] } = config?.feedback_tags ?? {};
    // The form stays until its words are stored: they are shown again when that fails.
    return html`${failed}
      ${
        thanks
          ? html`<p class="mark thanks"><span>${strings.feedbackThanks}</span>
              ${rating === -1 ? renderHandoff(handoff) : nothing}</p>`
          : nothing
      }
      <nexevo-chat-feedback ?hidden=${thanks} .feedback=${feedback} .strings=${strings}
      .tags=${rating === 1 ? positive : negative} .handoff=${handoff}
      .maxLength=${config?.max_comment_length ?? 2000}
      @feedback-send=${this.#onFeedback} @feedback-close=${this.#onClose}></nexevo-chat-feedback>`;
  }

  #ask = (detail: MessageAsk) => {
    this.dispatchEvent(new PartEvent('message-ask', detail));
  };

  #onThumb = (rating: Feedback['rating']) => {
    if (this.message.feedback?.rating === rating) {
      this.form = this.form === 'open' ? 'closed' : 'open';
      return;
    }
    this.form = 'open';
    this.#rate({ rating });
  };

  #onFeedback = ({ detail }: PartEvent<'feedback-send', Feedback>) => {
    this.form = 'thanks';
    this.#rate(detail);
    this.#focusThumb();
  };

  #onClose = () => {
    this.form = 'closed';
    this.#focusThumb();
  };

  #focusThumb(): void {
    const { rating = 1 } = this.message.feedback ?? this.#vote ?? {};
    this.querySelectorAll<HTMLElement>('.thumb')[rating === 1 ? 0 : 1]?.focus();
  }

  #rate(feedback: Feedback) {
    this.#vote = feedback;
    this.#ask({ type: 'rate', id: this.message.id, feedback });
  }

  #onSave = ({ detail: text }: PartEvent<'editor-save', string>) => {
    // The field stays until the new version takes its place: the page may have prevented it.
    this.#ask({ type: 'edit', message: this.message, text });
  };

  #onCancel = async () => {
    this.editing = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.edit')?.focus();
  };
}

/** What goes on before and while text arrives. */
export function renderProgress(run: Run | undefined, strings: ChatStrings, hasText: boolean) {
  if (run?.position) {
    return html`<p class="progress mark">${format(strings.queued, { position: run.position }, strings.tag)}</p>`;
  }
  if (hasText) return nothing;
  return html`<p class="progress typing"><i></i><i></i><i></i><span>${strings.thinking}</span></p>`;
}
