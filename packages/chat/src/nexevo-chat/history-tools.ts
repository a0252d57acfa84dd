import type { Conversation, UpdateConversationRequest } from '@nexevo/protocol';
import { html, nothing, type ReactiveController } from 'lit';
import { adoptStyles } from '../markdown/adopt-styles.ts';
import type { NexevoChatHistory } from './history.ts';
import { HistoryActions } from './history-actions.ts';
import { neighborOf, onHistoryKey } from './history-keys.ts';
import { onSearchKey, resultText } from './history-search.ts';
import { renderFailure } from './history-states.ts';
import { openRowMenu, type RowAction, renderRowMenu } from './row-menu.ts';
import { renderRename } from './row-rename.ts';
import { renderToast } from './row-toast.ts';
import { rowMenuStyles } from './styles/row-menu-styles.ts';

/** What a visitor does with the list of conversations: a chunk that comes when somebody turns to the list. */
export class HistoryTools implements ReactiveController {
  /** The row whose menu is open. */
  menuOf: Conversation | undefined;
  readonly #host: NexevoChatHistory;
  readonly #actions: HistoryActions;
  readonly #end = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) void this.#actions.loadMore();
  });
  #renaming: string | undefined;

  constructor(host: NexevoChatHistory) {
    this.#host = host;
    this.#actions = new HistoryActions(host.list);
    host.addController(this);
  }

  /** The list may stand in another root than before. */
  hostConnected(): void {
    adoptStyles(this.#host, rowMenuStyles.styleSheet!);
  }

  hostDisconnected(): void {
    this.#end.disconnect();
    this.#actions.end();
  }

  hostUpdated(): void {
    // Looked at anew after each change: a short page may have left the end in sight.
    this.#end.disconnect();
    const end = this.#host.querySelector('.history-more');
    if (end) this.#end.observe(end);
  }

  /** What has happened, for those who do not see it. */
  get words(): string | undefined | false {
    const { list, strings } = this.#host;
    const { removed, query, found } = list.state;
    if (removed) return strings.deleted;
    return query !== '' && found?.query === query.trim() && resultText(found, strings);
  }

  search(text: string): void {
    this.#actions.search(text);
  }

  onSearchKey(event: KeyboardEvent): void {
    onSearchKey(event, {
      text: this.#host.list.state.query,
      onSearch: (text) => this.search(text),
      onDown: () => this.#host.focusRow(this.#host.list.page.conversations[0]?.id),
    });
  }

  onKey(event: KeyboardEvent, target: HTMLElement, list: HTMLElement): void {
    onHistoryKey(event, target, list, {
      rename: (id) => this.#rename(id),
      remove: (id) => this.#remove(id),
      undo: this.#onUndo,
    });
  }

  openMenu(conversation: Conversation, button: HTMLElement): void {
    this.menuOf = conversation;
    openRowMenu(this.#menu, button);
    this.#host.requestUpdate();
  }

  /** The field in the place of a row, if its conversation is being renamed. */
  renderRename(conversation: Conversation) {
    return conversation.id === this.#renaming
      ? renderRename(conversation, this.#host.strings.renameLabel, (title, byKey) =>
          this.#onRenamed(conversation, title, byKey),
        )
      : undefined;
  }

  renderMore() {
    const { list, strings } = this.#host;
    const { moreProblem } = list.state;
    if (moreProblem) return renderFailure(moreProblem, strings, () => this.#actions.loadMore());
    return list.page.cursor ? html`<div class="history-more skeleton"><i></i></div>` : nothing;
  }

  /** What lies over the list: the menu of a row, and the way back after a delete. */
  renderOver() {
    const { list, strings } = this.#host;
    return html`${renderRowMenu({
      strings,
      conversation: this.menuOf,
      onPick: this.#onPick,
      onLeave: () => this.#host.focusRow(this.menuOf?.id, '.row-more'),
      onClose: () => {
        this.menuOf = undefined;
        this.#host.requestUpdate();
      },
    })}
      <div class="toast-place">
        ${list.state.removed ? renderToast(strings, this.#onUndo) : nothing}
      </div>`;
  }

  get #menu(): HTMLElement {
    return this.#host.querySelector<HTMLElement>('.row-menu')!;
  }

  #onPick = (action: RowAction) => {
    const conversation = this.menuOf!;
    this.#menu.hidePopover();
    if (action === 'rename') void this.#rename(conversation.id);
    else if (action === 'delete') this.#remove(conversation.id);
    else {
      void this.#change(conversation.id, { pinned: !conversation.pinned });
      void this.#host.focusRow(conversation.id);
    }
  };

  async #rename(id: string) {
    this.#renaming = id;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.querySelector<HTMLInputElement>('.row-rename')?.select();
  }

  #onRenamed(conversation: Conversation, title: string | undefined, byKey: boolean) {
    // Its field, when it goes, loses the focus and ends once more.
    if (this.#renaming !== conversation.id) return;
    this.#renaming = undefined;
    this.#host.requestUpdate();
    if (title) void this.#change(conversation.id, { title });
    if (byKey) void this.#host.focusRow(conversation.id);
  }

  async #change(id: string, change: UpdateConversationRequest) {
    const changed = await this.#actions.change(id, change);
    if (changed) this.#host.tell('changed', changed);
  }

  #remove(id: string) {
    const host = this.#host;
    const conversation = host.list.page.conversations.find((one) => one.id === id);
    if (!conversation) return;
    const next = neighborOf(host, id);
    // Other tabs leave it at once, and look again when it is certain what has become of it.
    void this.#actions.remove(conversation).then(() => host.tell('changed', conversation));
    host.tell('removed', conversation);
    void host.focusRow(next);
  }

  #onUndo = () => {
    const { removed } = this.#host.list.state;
    void this.#actions.undo().then(() => removed && this.#host.tell('changed', removed));
    void this.#host.focusRow(removed?.id);
  };
}
