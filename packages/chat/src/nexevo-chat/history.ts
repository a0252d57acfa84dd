import type { Conversation } from '@nexevo/protocol';
import { html, nothing, type PropertyValues, render } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ProxyClient } from '../api/proxy-client.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { ConversationList } from './conversation-list.ts';
import { groupByDay, groupWords, type HistoryGroup } from './history-groups.ts';
import { renderRow } from './history-row.ts';
import { renderEmpty, renderFailure } from './history-states.ts';
import { HistoryToolsLoader } from './history-tools-loader.ts';
import { LazyPart, PartEvent } from './light-element.ts';
import { placeKeyed } from './place-keyed.ts';
import { problemText } from './problem-text.ts';
import { searchIcon } from './search-icon.ts';
import { renderSkeleton } from './skeleton.ts';
import { historyStyles } from './styles/history-styles.ts';

/** The visitor's conversations: to see and to open. `HistoryTools` finds, pins, renames, deletes and brings back. */
export class NexevoChatHistory extends LazyPart {
  static override sheet = historyStyles;

  readonly list = new ConversationList(
    () => this.client,
    () => this.requestUpdate(),
  );
  readonly #tools = new HistoryToolsLoader(this);
  /** Where its days stand. */
  readonly #days = document.createElement('div');

  @property({ attribute: false }) client: ProxyClient | undefined;
  @property({ attribute: false }) strings!: ChatStrings;
  @property({ attribute: false }) currentId: string | undefined;
  /** It is read each time somebody looks. */
  @property({ attribute: false }) shown = false;

  /** The row that the Tab key comes to. */
  @state() private stop: string | undefined;

  /** Whether the rest of a long list was looked for since it was opened. */
  #looked = false;
  #said: string | undefined | false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.list.reset();
    if (this.shown && (changed.has('shown') || changed.has('client'))) void this.list.load();
    const { conversations, cursor } = this.list.page;
    const known = (id: string | undefined) => conversations.find((one) => one.id === id)?.id;
    this.stop = known(this.stop) ?? known(this.currentId) ?? conversations[0]?.id;
    if (changed.has('shown')) this.#looked = false;
    if (!cursor || this.#looked) return;
    this.#looked = true;
    this.#tools.look();
  }

  protected override updated(): void {
    const { tools, problem = this.list.state.problem } = this.#tools;
    const words = (problem && problemText(problem, this.strings)) || tools?.words;
    if (words && words !== this.#said) this.announce(words);
    this.#said = words;
  }

  /** A conversation has come or has changed elsewhere. */
  put(conversation: Conversation): void {
    this.list.put(conversation);
  }

  /** Another tab has changed something. */
  refresh(): void {
    if (this.shown) void this.list.load();
  }

  /** Without a row to go to there is the way back. */
  async focusRow(id: string | undefined, part = '.row-open'): Promise<void> {
    await this.updateComplete;
    const selector = id === undefined ? '.toast button' : `[data-id="${id}"] ${part}`;
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  tell(type: 'open' | 'changed' | 'removed', conversation: Conversation): void {
    this.dispatchEvent(new PartEvent(`history-${type}`, conversation));
  }

  protected override render() {
    const { strings } = this;
    const { state, page } = this.list;
    const { tools, problem = state.problem } = this.#tools;
    return html`${state.query || page.conversations.length > 0 ? this.#renderSearch() : nothing}
      <div class="history-scroll" @keydown=${this.#onKey} @focusin=${this.#onFocus}>
        ${problem ? renderFailure(problem, strings, this.#onRetry) : nothing}
        ${this.#renderList()} ${tools?.renderMore()}
      </div>
      ${tools?.renderOver()}`;
  }

  #renderSearch() {
    const label = this.strings.searchHistory;
    const { query } = this.list.state;
    return html`<div class="history-search" role="search" @focusin=${this.#tools.look}>
      ${searchIcon}
      <input type="search" part="search" dir=${query ? 'auto' : nothing} maxlength="200"
        autocomplete="off" enterkeyhint="search"
        aria-label=${label} placeholder=${label} .value=${query} @input=${this.#onInput}
        @compositionend=${this.#onInput}
        @keydown=${(event: KeyboardEvent) => this.#tools.tools?.onSearchKey(event)} />
    </div>`;
  }

  #renderList() {
    const { strings } = this;
    const { state, page } = this.list;
    if (state.status === 'loading' || state.status === 'idle') return renderSkeleton(strings);
    if (page.conversations.length === 0) {
      return state.status === 'failed' ? nothing : renderEmpty(strings, state.query !== '');
    }
    const now = new Date();
    const groups = groupByDay(page.conversations, now);
    placeKeyed(
      this.#days,
      groups,
      ({ name }) => String(name),
      'section',
      (section, group) => this.#showGroup(section, group, now),
    );
    return this.#days;
  }

  #showGroup(section: HTMLElement, { name, conversations }: HistoryGroup, now: Date): void {
    const words = groupWords(name, now, this.strings);
    section.ariaLabel = words;
    render(html`<h3 class="history-group">${words}</h3><ul></ul>`, section);
    placeKeyed(section.querySelector('ul')!, conversations, ({ id }) => id, 'li', this.#showRow);
  }

  #showRow = (row: HTMLElement, conversation: Conversation) => {
    const { id } = conversation;
    const { tools } = this.#tools;
    const field = tools?.renderRename(conversation);
    row.className = field ? '' : 'row';
    row.dataset.id = id;
    row.setAttribute('part', 'conversation');
    const view = {
      conversation,
      strings: this.strings,
      current: id === this.currentId,
      stop: id === this.stop,
      menuOpen: id === tools?.menuOf?.id,
      onOpen: () => this.tell('open', conversation),
      onMenu: (button: HTMLElement) => this.#onMenu(conversation, button),
      onLook: this.#tools.look,
    };
    render(field ?? renderRow(view), row);
  };

  #onRetry = async () => {
    if (this.list.state.problem) return this.list.load();
    const tools = await this.#tools.load();
    const words = this.querySelector<HTMLInputElement>('[type=search]')?.value;
    if (words) tools?.search(words);
  };

  #onKey = async (event: KeyboardEvent) => {
    const { currentTarget, key } = event;
    const target = event.target as HTMLElement;
    let { tools } = this.#tools;
    if (!tools) {
      const plain = !(event.ctrlKey || event.metaKey || event.altKey) && target.closest('.row');
      // Once it is there the browser has scrolled.
      if (plain && /^(F2|Delete|Arrow\w+|Home|End)$/.test(key)) event.preventDefault();
      tools = await this.#tools.load(!plain || !/^(F2|Delete)$/.test(key));
    }
    tools?.onKey(event, target, currentTarget as HTMLElement);
  };

  #onFocus = (event: FocusEvent) => {
    this.#tools.look();
    const row = (event.target as HTMLElement).closest<HTMLElement>('.row');
    if (row?.dataset.id) this.stop = row.dataset.id;
  };

  #onInput = async (event: Event) => {
    const field = event.target as HTMLInputElement;
    if (!(event as InputEvent).isComposing) (await this.#tools.load())?.search(field.value);
  };

  async #onMenu(conversation: Conversation, button: HTMLElement) {
    const tools = await this.#tools.load();
    if (button.isConnected) tools?.openMenu(conversation, button);
  }
}
