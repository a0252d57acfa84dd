import { html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ProxyClient } from '../../api/proxy-client.ts';
import type { ChatStrings } from '../../messages/chat-strings.ts';
import { renderHandoff } from '../handoff.ts';
import { LazyPart, PartEvent } from '../light-element.ts';
import type { NexevoChat } from '../nexevo-chat.ts';
import { safeHref } from '../safe-href.ts';
import { menuStyles } from '../styles/menu-styles.ts';
import { type DataStep, renderDataDialog } from './data-dialog.ts';
import type { TranscriptFormat } from './export-transcript.ts';
import { fileName, saveFile } from './save-file.ts';

/** What is rarely asked for: the conversation as a file, a person, the visitor's own data. */
export class NexevoChatMenu extends LazyPart {
  static override sheet = menuStyles;

  @property({ attribute: false }) open = false;
  @property({ attribute: false }) chat!: NexevoChat;
  @property({ attribute: false }) strings!: ChatStrings;
  @property({ attribute: false }) client: ProxyClient | undefined;
  /** Whether there is a conversation to save. */
  @property({ attribute: false }) exportable = false;

  /** How far the visitor's wish about their data has come. */
  @state() private step: DataStep | undefined;
  @query('.menu') private menu!: HTMLElement | null;
  @query('dialog') private dialog!: HTMLDialogElement | null;
  #typed = '';
  #typedAt = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#onElsewhere);
    this.step = undefined;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open')) {
      const listen = this.open ? 'addEventListener' : 'removeEventListener';
      document[listen]('pointerdown', this.#onElsewhere as EventListener);
      if (this.open) this.#items[0]?.focus();
    }
    if (this.dialog && !this.dialog.open) this.dialog.showModal();
  }

  protected override render() {
    const { strings, chat } = this;
    return html`${
      this.open
        ? html`<div class="menu" part="menu" role="menu" aria-label=${strings.menu}
            @keydown=${this.#onKeydown} @focusout=${this.#onFocusOut} @click=${this.#close}>
            ${this.#renderItem(strings.exportMarkdown, () => this.#save('markdown'), this.exportable)}
            ${this.#renderItem(strings.exportJson, () => this.#save('json'), this.exportable)}
            ${renderHandoff(chat.handoff, 'menuitem')}
            <div role="separator"></div>
            ${this.#renderItem(strings.downloadData, this.#onDownload, this.client?.session.exists)}
            ${this.#renderItem(strings.deleteData, this.#onDelete, this.client?.session.exists)}
            ${this.#renderPrivacy()}
          </div>`
        : nothing
    }
    ${
      this.step
        ? renderDataDialog({
            step: this.step,
            strings,
            onErase: this.#onErase,
            onClose: this.#onDialogClose,
          })
        : nothing
    }`;
  }

  #renderItem(label: string, onClick: () => void, possible = false) {
    return html`<button class="menu-item" part="menu-item" type="button" role="menuitem" tabindex="-1"
      aria-disabled=${possible ? 'false' : 'true'}
      @click=${possible ? onClick : (event: Event) => event.stopPropagation()}>${label}</button>`;
  }

  #renderPrivacy() {
    const href = safeHref(this.chat.privacyUrl);
    if (!href) return nothing;
    return html`<a class="menu-item" part="menu-item" role="menuitem" tabindex="-1" href=${href}
      target="_blank" rel="noopener">${this.strings.privacy}</a>`;
  }

  get #button(): HTMLElement | null {
    return (this.getRootNode() as ShadowRoot).getElementById('menu-toggle');
  }

  get #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  #close = () => {
    this.dispatchEvent(new PartEvent('menu-close', undefined));
  };

  #onElsewhere = (event: Event) => {
    if (!event.composedPath().some((target) => this.#isOwn(target))) this.#close();
  };

  #onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !this.#isOwn(relatedTarget)) this.#close();
  };

  /** The button that opened it closes it by itself. */
  #isOwn(target: EventTarget): boolean {
    return target instanceof Element && (this.contains(target) || target === this.#button);
  }

  /** As the ARIA practices describe a menu. */
  #onKeydown = (event: KeyboardEvent) => {
    const items = this.#items;
    const { activeElement } = this.getRootNode() as ShadowRoot;
    const index = items.indexOf(activeElement as HTMLElement);
    const { length } = items;
    const places: Record<string, number> = {
      ArrowDown: (index + 1) % length,
      ArrowUp: (index - 1 + length) % length,
      Home: 0,
      End: length - 1,
    };
    const place = places[event.key] ?? this.#search(event, items, index);
    if (event.key === 'Tab') return this.#leave();
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      return this.#leave();
    }
    if (place === undefined || place < 0) return;
    event.preventDefault();
    items[place]?.focus();
  };

  /** Typing goes to the next item that begins so. */
  #search(
    { key, ctrlKey, metaKey, altKey, timeStamp }: KeyboardEvent,
    items: HTMLElement[],
    index: number,
  ) {
    if ([...key].length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return undefined;
    this.#typed = timeStamp - this.#typedAt > 700 ? key : this.#typed + key;
    this.#typedAt = timeStamp;
    const start = this.#typed.length === 1 ? index + 1 : index;
    const begins = (item: HTMLElement) =>
      item.textContent!.trim().toLowerCase().startsWith(this.#typed.toLowerCase());
    const found = [...items.slice(start), ...items.slice(0, start)].find(begins);
    return found && items.indexOf(found);
  }

  /** Focus goes back to the button first, so that Tab goes on from there. */
  #leave(): void {
    this.#button?.focus();
    this.#close();
  }

  async #save(format: TranscriptFormat): Promise<void> {
    await this.#attempt(async () => {
      const text = await this.chat.exportTranscript(format);
      const [ending, type] =
        format === 'json' ? ['json', 'application/json'] : ['md', 'text/markdown'];
      const title = /^# (.*)|"title": "(.*)"/m.exec(text)?.slice(1).find(Boolean);
      saveFile(fileName(title, ending!), new Blob([text], { type: type! }));
    });
    this.#button?.focus();
  }

  #onDownload = () =>
    this.#attempt(async () => {
      saveFile('nexevo-chat.json', await (await this.client!.ask('/visitor/export')).blob());
      this.#button?.focus();
    });

  #onDelete = () => {
    this.step = { type: 'confirm' };
  };

  #onErase = () =>
    this.step?.type !== 'erasing' &&
    this.#attempt(async () => {
      this.step = { type: 'erasing' };
      await this.client!.ask('/visitor', { method: 'DELETE' });
      this.chat.reset();
      this.step = { type: 'erased' };
    });

  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.step = { type: 'failed', error };
    }
  }

  #onDialogClose = () => {
    this.step = undefined;
    this.#button?.focus();
  };
}
