import type { ThreadMessage } from '../conversation.ts';
import { FramePacer } from './frame-pacer.ts';
import { keyOf } from './message-key.ts';
import { NexevoChatPage } from './message-page.ts';
import { MessagePages } from './message-pages.ts';
import { placeKeyed } from './place-keyed.ts';
import type { MessageRow } from './place-messages.ts';
import type { NexevoChatTranscript } from './transcript.ts';

/** So many pages of messages are there at once; the older ones follow, so many at a time. */
const atOnce = 2;
const slice = 10;

/** What stands above the newest messages of a long conversation: pages that are text until they are near. */
export class OlderMessages {
  readonly element = Object.assign(document.createElement('div'), { className: 'pages' });
  readonly #host: NexevoChatTranscript;
  readonly #messages = new MessagePages();
  readonly #pacer = new FramePacer();
  /** How many of the newest pages are there. */
  #count = 0;
  #adding = false;

  constructor(host: NexevoChatTranscript) {
    if (!customElements.get('nexevo-chat-page'))
      customElements.define('nexevo-chat-page', NexevoChatPage);
    this.#host = host;
  }

  /** Another conversation begins with its newest pages. */
  reset(): void {
    this.#count = 0;
  }

  show({ messages, view, run }: Omit<MessageRow, 'precededAt'>): void {
    const pages = this.#messages.of(messages);
    const { length } = pages;
    this.#count = length > this.#count + atOnce ? Math.max(this.#count, atOnce) : length;
    const start = length - this.#count;
    placeKeyed(
      this.element,
      pages.slice(start),
      ([first]) => keyOf(first!),
      'nexevo-chat-page',
      (page, onIt: readonly ThreadMessage[], index) => {
        const precededAt = pages[start + index - 1]?.at(-1)?.created_at;
        Object.assign(page, { messages: onIt, view, run, precededAt });
      },
    );
    if (this.#count < length) void this.#add();
  }

  /** A long conversation comes onto the page piece by piece, so that nothing has to wait for it. */
  async #add(): Promise<void> {
    if (this.#adding) return;
    this.#adding = true;
    await this.#pacer.drawn();
    this.#adding = false;
    this.#count += slice;
    this.#host.grow();
  }
}
