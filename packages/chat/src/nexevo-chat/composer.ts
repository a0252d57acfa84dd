import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { icons } from './icons.ts';
import { LightElement, PartEvent } from './light-element.ts';

/** Where the visitor writes. It asks to send and to stop; its text leaves only when the chat takes it. */
export class NexevoChatComposer extends LightElement {
  @property({ attribute: false }) strings!: ChatStrings;
  @property({ attribute: false }) placeholder = '';
  /** Longest message in code points, once known. */
  @property({ attribute: false }) maxLength: number | undefined;
  /** A reply is being written: the button stops it. */
  @property({ attribute: false }) busy = false;
  @property({ attribute: false }) stopping = false;
  @property({ attribute: false }) disabled = false;

  @state() private text = '';
  @query('textarea') private area!: HTMLTextAreaElement;

  get value(): string {
    return this.text;
  }

  set value(text: string) {
    this.text = text;
  }

  override focus(options?: FocusOptions): void {
    this.area?.focus(options);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('text') && !CSS.supports('field-sizing', 'content')) this.#fit();
  }

  protected override render() {
    const { strings } = this;
    const left = this.#left();
    const near = left < Math.max(50, (this.maxLength ?? 0) / 10);
    return html`<div class="composer" part="composer">
      <textarea part="input" rows="1" dir=${this.text ? 'auto' : nothing} enterkeyhint="send" autocomplete="off"
        aria-label=${strings.composerLabel}
        aria-describedby=${near ? 'counter' : nothing}
        aria-invalid=${left < 0 ? 'true' : nothing}
        placeholder=${this.placeholder}
        .value=${this.text}
        @input=${this.#onInput}
        @keydown=${this.#onKeydown}></textarea>
      <div class="composer-bar">
        <span id="counter" class=${left < 0 ? 'counter over' : 'counter'}>
          ${near ? this.#counter(left) : nothing}
        </span>
        ${this.#renderButton()}
      </div>
    </div>`;
  }

  /** One button for both, so that the keyboard's focus outlives the change. */
  #renderButton() {
    const { strings, busy, stopping } = this;
    const label = busy ? (stopping ? strings.stopping : strings.stop) : strings.send;
    const idle = busy ? stopping : !this.#sendable();
    return html`<button class=${busy ? 'send stop' : 'send'} part=${busy ? 'stop' : 'send'}
      type="button" aria-label=${label} title=${label} aria-disabled=${idle}
      @click=${busy ? this.#onStop : this.#onSend}>
      ${busy ? icons.stop : icons.send}
    </button>`;
  }

  /** As the proxy counts: code points, without what is left out around them when it is sent. */
  #left(): number {
    return (this.maxLength ?? Number.POSITIVE_INFINITY) - [...this.text.trim()].length;
  }

  #counter(left: number): string {
    const template = left < 0 ? this.strings.tooLong : this.strings.charactersLeft;
    return format(template, { count: Math.abs(left) }, this.strings.tag);
  }

  #sendable(): boolean {
    return !this.disabled && !this.busy && this.text.trim() !== '' && this.#left() >= 0;
  }

  #fit() {
    this.area.style.blockSize = 'auto';
    this.area.style.blockSize = `${this.area.scrollHeight}px`;
  }

  #onInput = () => {
    this.text = this.area.value;
  };

  #onKeydown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && this.text === '' && !event.isComposing) {
      event.preventDefault();
      this.dispatchEvent(new PartEvent('composer-edit', undefined));
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    // Enter also confirms a composition; Safari then reports key code 229 after the composition has ended.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#onSend();
  };

  #onSend = () => {
    if (this.#sendable()) this.dispatchEvent(new PartEvent('composer-send', this.text));
  };

  #onStop = (event: MouseEvent) => {
    // The second half of a double click on Send.
    if (event.detail > 1) return;
    if (!this.stopping) this.dispatchEvent(new PartEvent('composer-stop', undefined));
  };
}
