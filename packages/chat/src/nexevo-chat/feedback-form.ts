import type { Feedback } from '@nexevo/protocol';
import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { tagLabel } from '../messages/format.ts';
import { type Handoff, renderHandoff } from './handoff.ts';
import { renderIconButton } from './icon-button.ts';
import { icons } from './icons.ts';
import { LightElement, PartEvent } from './light-element.ts';

/** Tags and a comment for a vote that has already been given. */
export class NexevoChatFeedback extends LightElement {
  @property({ attribute: false }) feedback!: Feedback;
  @property({ attribute: false }) strings!: ChatStrings;
  @property({ attribute: false }) tags: readonly string[] = [];
  @property({ attribute: false }) handoff: Handoff | undefined;
  /** Longest comment, in code points. */
  @property({ attribute: false }) maxLength = 2000;

  @state() private chosen: readonly string[] = [];
  @state() private comment = '';
  @query('textarea') private area!: HTMLTextAreaElement;
  #rating: Feedback['rating'] | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('feedback') || this.#rating === this.feedback.rating) return;
    this.#rating = this.feedback.rating;
    this.chosen = this.feedback.tags ?? [];
    // What was typed is not lost to a change of mind.
    this.comment ||= this.feedback.comment ?? '';
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.querySelector('form')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    const { strings, feedback } = this;
    const question = feedback.rating === 1 ? strings.feedbackGood : strings.feedbackBad;
    const length = [...this.comment].length;
    return html`<form class="feedback" part="feedback" aria-label=${question}
      @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
      <div class="feedback-head">
        <span>${question}</span>
        ${renderIconButton(strings.feedbackClose, icons.close, this.#onClose)}
      </div>
      ${this.tags.length > 0 ? html`<div class="chips">${this.tags.map(this.#renderChip)}</div>` : nothing}
      <textarea rows="2" dir=${this.comment ? 'auto' : nothing} placeholder=${strings.feedbackComment}
        aria-label=${strings.feedbackComment} .value=${this.comment} @input=${this.#onInput}></textarea>
      <div class="feedback-foot">
        ${feedback.rating === -1 ? renderHandoff(this.handoff) : nothing}
        <span class=${length > this.maxLength ? 'counter over' : 'counter'}>
          ${length > 0 ? [length, this.maxLength].map((n) => n.toLocaleString(strings.tag)).join(' / ') : nothing}
        </span>
        <button class="primary" type="submit" aria-disabled=${length > this.maxLength}>
          ${strings.feedbackSend}
        </button>
      </div>
    </form>`;
  }

  #renderChip = (tag: string) => {
    const pressed = this.chosen.includes(tag);
    return html`<button class="chip" part="chip" type="button" aria-pressed=${pressed}
      @click=${() => this.#onChip(tag)}>
      ${tagLabel(tag, this.strings.tags)}
    </button>`;
  };

  #onChip(tag: string) {
    this.chosen = this.chosen.includes(tag)
      ? this.chosen.filter((other) => other !== tag)
      : [...this.chosen, tag].slice(-10);
  }

  #onInput = () => {
    this.comment = this.area.value;
  };

  #onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if ([...this.comment].length > this.maxLength) return;
    const comment = this.comment.trim();
    const feedback: Feedback = {
      rating: this.feedback.rating,
      tags: this.chosen.filter((tag) => this.tags.includes(tag)),
      ...(comment && { comment }),
    };
    this.dispatchEvent(new PartEvent('feedback-send', feedback));
  };

  #onKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    this.#onClose();
  };

  #onClose = () => {
    this.dispatchEvent(new PartEvent('feedback-close', undefined));
  };
}
