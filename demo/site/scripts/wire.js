/**
 * Times of the last question, as the page sees them: fires `change`, and `first` in milliseconds
 * once the first words are there.
 */
export class Wire extends EventTarget {
  text = '';
  state = 'idle';
  first;
  #sentAt;

  constructor(chat) {
    super();
    chat.addEventListener('nexevo-before-send', () => {
      this.#sentAt = performance.now();
      this.#say('busy', 'On the wire: message out');
    });
    chat.addEventListener('nexevo-send', () => {
      if (this.#sentAt) this.#say('busy', `On the wire: stored after ${this.#elapsed()}`);
    });
    chat.addEventListener('nexevo-reply-start', () => {
      if (!this.#sentAt) return this.#say('busy', 'On the wire: the reply goes on');
      this.first = this.#elapsed();
      this.#say('busy', `On the wire: first words after ${this.first}`);
    });
    chat.addEventListener('nexevo-reply-end', ({ message }) => {
      const first = this.#sentAt ? `first words after ${this.first}, ` : '';
      const all = this.#sentAt ? ` after ${this.#elapsed()}` : '';
      this.#sentAt = undefined;
      this.#say('idle', `On the wire: ${first}${message.status}${all}`);
    });
    chat.addEventListener('nexevo-error', ({ code }) => {
      this.#sentAt = undefined;
      this.#say('failed', `On the wire: ${code.replaceAll('_', ' ')}`);
    });
  }

  #elapsed() {
    const ms = performance.now() - this.#sentAt;
    return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
  }

  #say(state, text) {
    this.state = state;
    this.text = text;
    this.dispatchEvent(new Event('change'));
  }
}
