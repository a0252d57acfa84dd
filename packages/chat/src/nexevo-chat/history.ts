import type { Conversation, UpdateConversationRequest } from '@nexevo/protocol';
import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ProxyClient } from '../api/proxy-client.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { HistoryController } from './history-controller.ts';
import { groupByDay, groupWords, type HistoryGroup } from './history-groups.ts';
import { neighborOf, onHistoryKey } from './history-keys.ts';
import { renderRow } from './history-row.ts';
import { renderSearch, resultText } from './history-search.ts';
import { renderEmpty, renderProblem, renderSkeleton, renderToast } from './history-states.ts';
import { LazyPart, PartEvent } from './light-element.ts';
import { problemText } from './problem-text.ts';
import type { RowAction } from './row-menu.ts';
import { RowToolsController } from './row-tools-controller.ts';
import { historyStyles } from './styles/history-styles.ts';

/** The visitor's conversations: to find, open, pin, rename, delete and bring back. */
export class NexevoChatHistory extends LazyPart {
  static override sheet = historyStyles;

  readonly #history = new HistoryController(this, () => this.client);
  readonly #tools = new RowToolsController(this);
  readonly #end = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) void this.#history.loadMore();
  });

  @property({ attribute: false }) client: ProxyClient | undefined;
  @property({ attribute: false }) strings!: ChatStrings;
  @property({ attribute: false }) currentId: string | undefined;
  /** It is read each time somebody looks. */
  @property({ attribute: false }) shown = false;

  @state() private renaming: string | undefined;
  /** The row that the Tab key comes to. */
  @state() private stop: string | undefined;
  @state() private menuOf: Conversation | undefined;

  #said: string | undefined | false;

  @query('.history-scroll') private list!: HTMLElement;
  @query('.row-menu') private menu!: HTMLElement;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#history.reset();
    if (this.shown && (changed.has('shown') || changed.has('client'))) void this.#history.load();
    const { conversations } = this.#history.page;
    const known = (id: string | undefined) => conversations.find((one) => one.id === id)?.id;
    this.stop = known(this.stop) ?? known(this.currentId) ?? conversations[0]?.id;
  }

  protected override updated(): void {
    this.#say();
    // Looked at anew after each change: a short page may have left the end in sight.
    this.#end.disconnect();
    const end = this.querySelector('.history-more');
    if (end) this.#end.observe(end);
  }

  /** A conversation has come or has changed elsewhere. */
  put(conversation: Conversation): void {
    this.#history.put(conversation);
  }

  /** Another tab has changed something. */
  refresh(): void {
    if (this.shown) void this.#history.load();
  }

  protected override render() {
    const { strings } = this;
    const { state, page } = this.#history;
    const problem = state.problem ?? this.#tools.problem;
    return html`${
      state.query || page.conversations.length > 0
        ? renderSearch(strings.searchHistory, state.query, this.#onSearch, this.#onDown)
        : nothing
    }
      <div class="history-scroll" @keydown=${this.#onKeydown} @focusin=${this.#onFocus}>
        ${problem ? renderProblem(problem, strings, this.#onRetry) : nothing}
        ${this.#renderList()} ${this.#renderMore()}
      </div>
      ${this.#tools.tools?.renderRowMenu({
        strings,
        conversation: this.menuOf,
        onPick: this.#onPick,
        onLeave: () => this.#focus(this.menuOf?.id, '.row-more'),
        onClose: () => {
          this.menuOf = undefined;
        },
      })}
      <div class="toast-place">
        ${state.removed ? renderToast(strings, this.#onUndo) : nothing}
      </div>`;
  }

  #renderList() {
    const { strings } = this;
    const { state, page } = this.#history;
    if (state.status === 'loading' || state.status === 'idle') return renderSkeleton(strings);
    if (page.conversations.length === 0) {
      return state.status === 'failed' ? nothing : renderEmpty(strings, state.query !== '');
    }
    const now = new Date();
    return repeat(
      groupByDay(page.conversations, now),
      ({ name }) => String(name),
      (group) => this.#renderGroup(group, now),
    );
  }

  #renderGroup({ name, conversations }: HistoryGroup, now: Date) {
    const words = groupWords(name, now, this.strings);
    return html`<section aria-label=${words}>
      <h3 class="history-group">${words}</h3>
      <ul>
        ${repeat(conversations, ({ id }) => id, this.#renderRow)}
      </ul>
    </section>`;
  }

  #renderRow = (conversation: Conversation) => {
    const { id } = conversation;
    const { tools } = this.#tools;
    if (tools && id === this.renaming)
      return tools.renderRename(conversation, this.strings.renameLabel, (title, byKey) =>
        this.#onRenamed(conversation, title, byKey),
      );
    return renderRow({
      conversation,
      strings: this.strings,
      current: id === this.currentId,
      stop: id === this.stop,
      menuOpen: id === this.menuOf?.id,
      onOpen: () => this.#tell('open', conversation),
      onMenu: (button) => this.#onMenu(conversation, button),
      onLook: this.#tools.look,
    });
  };

  #renderMore() {
    const { moreProblem } = this.#history.state;
    const more = () => this.#history.loadMore();
    if (moreProblem) return renderProblem(moreProblem, this.strings, more);
    return this.#history.page.cursor
      ? html`<div class="history-more skeleton"><i></i></div>`
      : nothing;
  }

  /** What has happened, for those who do not see it. */
  #say() {
    const { removed, query, found, problem = this.#tools.problem } = this.#history.state;
    const words = removed
      ? this.strings.deleted
      : problem
        ? problemText(problem, this.strings)
        : query && found?.query === query.trim() && resultText(found, this.strings);
    if (words && words !== this.#said) this.announce(words);
    this.#said = words;
  }

  #onKeydown = (event: KeyboardEvent) =>
    onHistoryKey(event, {
      rename: (id) => this.#rename(id),
      remove: (id) => this.#remove(id),
      undo: this.#onUndo,
    });

  #onRetry = () => (this.#history.state.problem ? this.#history.load() : this.#tools.load());

  #onFocus = (event: FocusEvent) => {
    this.#tools.look();
    const row = (event.target as HTMLElement).closest<HTMLElement>('.row');
    if (row?.dataset.id) this.stop = row.dataset.id;
  };

  #onSearch = (text: string) => this.#history.search(text);

  #onDown = () => this.#focus(this.#history.page.conversations[0]?.id);

  async #onMenu(conversation: Conversation, button: HTMLElement) {
    const tools = await this.#tools.load();
    if (!tools || !button.isConnected) return;
    this.menuOf = conversation;
    tools.openRowMenu(this.menu, button);
  }

  #onPick = (action: RowAction) => {
    const conversation = this.menuOf!;
    this.menu.hidePopover();
    if (action === 'rename') this.#rename(conversation.id);
    else if (action === 'delete') this.#remove(conversation.id);
    else {
      void this.#change(conversation.id, { pinned: !conversation.pinned });
      this.#focus(conversation.id);
    }
  };

  async #rename(id: string) {
    if (await this.#tools.load()) this.renaming = id;
    await this.updateComplete;
    this.querySelector<HTMLInputElement>('.row-rename')?.select();
  }

  #onRenamed(conversation: Conversation, title: string | undefined, byKey: boolean) {
    // Its field, when it goes, loses the focus and ends once more.
    if (this.renaming !== conversation.id) return;
    this.renaming = undefined;
    if (title) void this.#change(conversation.id, { title });
    if (byKey) this.#focus(conversation.id);
  }

  async #change(id: string, change: UpdateConversationRequest) {
    const changed = await this.#history.change(id, change);
    if (changed) this.#tell('changed', changed);
  }

  #remove(id: string) {
    const conversation = this.#history.page.conversations.find((one) => one.id === id);
    if (!conversation) return;
    const next = neighborOf(this.list, id);
    void this.#history.remove(conversation);
    this.#tell('removed', conversation);
    this.#focus(next);
  }

  #onUndo = () => {
    const { removed } = this.#history.state;
    void this.#history.undo();
    this.#focus(removed?.id);
  };

  /** Without a row to go to there is the way back. */
  async #focus(id: string | undefined, part = '.row-open') {
    await this.updateComplete;
    const selector = id === undefined ? '.toast button' : `[data-id="${id}"] ${part}`;
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  #tell(type: 'open' | 'changed' | 'removed', conversation: Conversation) {
    this.dispatchEvent(new PartEvent(`history-${type}`, conversation));
  }
}
