import { html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { format } from '../messages/format.ts';
import { LazyPart, PartEvent } from './light-element.ts';
import type { MessageView } from './message-view.ts';
import { extraStyles } from './styles/extra-styles.ts';

/** A question in a field, in its own place. Enter asks it again in other words, Esc leaves it as it was. */
export class NexevoChatEditor extends LazyPart {
  static override sheet = extraStyles;

  @property({ attribute: false }) text = '';
  @property({ attribute: false }) view!: MessageView;
  /** A reply is being written: it cannot be asked now. */
  @property({ attribute: false }) busy = false;

  @state() private value: string | undefined;
  @query('textarea') private area!: HTMLTextAreaElement;

  protected override firstUpdated(): void {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(this.text.length, this.text.length);
    this.scrollIntoView({ block: 'nearest' });
  }

  protected override updated(): void {
    if (CSS.supports('field-sizing', 'content')) return;
    this.area.style.blockSize = 'auto';
    this.area.style.blockSize = `${this.area.scrollHeight}px`;
  }

  protected override render() {
    const { strings } = this.view;
    const over = this.#over();
    return html`<form class="editor" part="editor" @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
      <textarea rows="1" dir="auto" enterkeyhint="send" aria-label=${strings.editLabel}
        aria-invalid=${over > 0 ? 'true' : nothing}
        .value=${this.value ?? this.text} @input=${this.#onInput}></textarea>
      <div class="editor-foot">
        <span class="counter over">${over > 0 ? format(strings.tooLong, { count: over }, strings.tag) : nothing}</span>
        <button class="text-button" type="button" @click=${this.#onCancel}>${strings.cancel}</button>
        <button class="primary" type="submit" aria-disabled=${this.#askable() ? 'false' : 'true'}>
          ${strings.send}
        </button>
      </div>
    </form>`;
  }

  /** Characters too many, in code points. */
  #over(): number {
    const most = this.view.config?.max_message_length ?? Number.POSITIVE_INFINITY;
    return Math.max(0, [...(this.value ?? this.text)].length - most);
  }

  #askable(): boolean {
    return !this.busy && (this.value ?? this.text).trim() !== '' && this.#over() === 0;
  }

  #onInput = () => {
    this.value = this.area.value;
  };

  #onKeydown = (event: KeyboardEvent) => {
    // Keys of a composition are its own; Safari reports 229 for the one that ends it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#onCancel();
    } else if (event.key === 'Enter' && !event.shiftKey && event.target === this.area) {
      this.#onSubmit(event);
    }
  };

  #onSubmit = (event: Event) => {
    event.preventDefault();
    if (this.#askable())
      this.dispatchEvent(new PartEvent('editor-save', (this.value ?? this.text).trim()));
  };

  #onCancel = () => {
    this.dispatchEvent(new PartEvent('editor-close', undefined));
  };
}
