import type { Conversation } from '@nexevo/protocol';
import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ProxyClient } from '../api/proxy-client.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { dayName } from '../messages/format.ts';
import { HistoryController } from './history-controller.ts';
import { groupByDay, type HistoryGroupName } from './history-groups.ts';
import { icons } from './icons.ts';
import { LightElement, PartEvent } from './light-element.ts';
import { problemText } from './problem-text.ts';
import { historyStyles } from './styles/history-styles.ts';

/** The visitor's conversations: to open, rename, delete and bring back. */
export class NexevoChatHistory extends LightElement {
  readonly #history = new HistoryController(this, () => this.client);

  @property({ attribute: false }) client: ProxyClient | undefined;
  @property({ attribute: false }) strings!: ChatStrings;
  @property({ attribute: false }) currentId: string | undefined;
  /** It is read from the proxy only once somebody looks. */
  @property({ attribute: false }) shown = false;

  @state() private renaming: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode() as ShadowRoot;
    const sheet = historyStyles.styleSheet!;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#history.reset();
    if (this.shown && this.#history.state.status === 'idle') void this.#history.load();
  }

  /** A conversation has come or has changed elsewhere. */
  put(conversation: Conversation): void {
    this.#history.put(conversation);
  }

  protected override render() {
    const { strings } = this;
    const { problem, cursor, removed } = this.#history.state;
    return html`<div class="history-scroll">
        ${problem ? this.#renderProblem(problemText(problem, strings)) : nothing}
        ${this.#renderList()}
        ${
          cursor
            ? html`<button class="text-button wide" type="button"
                @click=${() => this.#history.loadMore()}>
                ${strings.loadMore}
              </button>`
            : nothing
        }
      </div>
      <div class="toast-place" role="status">
        ${
          removed
            ? html`<div class="toast" part="toast">
                <span>${strings.deleted}</span>
                <button class="text-button" type="button" @click=${() => this.#history.undo()}>
                  ${strings.undo}
                </button>
              </div>`
            : nothing
        }
      </div>`;
  }

  #renderList() {
    const { strings } = this;
    const history = this.#history.state;
    if (history.status === 'loading' || history.status === 'idle') return renderSkeleton(strings);
    if (history.conversations.length === 0) {
      return history.status === 'failed'
        ? nothing
        : html`<p class="history-empty">${strings.noConversations}</p>`;
    }
    return groupByDay(history.conversations, new Date()).map(
      (group) => html`<section aria-label=${groupLabel(group.name, strings)}>
        <h3 class="history-group">${groupLabel(group.name, strings)}</h3>
        <ul>
          ${repeat(group.conversations, ({ id }) => id, this.#renderRow)}
        </ul>
      </section>`,
    );
  }

  #renderRow = (conversation: Conversation) => {
    if (conversation.id === this.renaming)
      return html`<li>${this.#renderRename(conversation)}</li>`;
    const { strings } = this;
    const title = conversation.title ?? strings.untitled;
    const current = conversation.id === this.currentId;
    return html`<li class="row" part="conversation">
      <button class="row-open" type="button" dir="auto" title=${title}
        aria-current=${current ? 'true' : nothing} @click=${() => this.#tell('open', conversation)}>
        ${title}
      </button>
      <span class="row-actions">
        <button class="icon-button small" type="button" aria-label=${`${strings.rename}: ${title}`}
          title=${strings.rename} @click=${() => this.#onRename(conversation)}>
          ${icons.pencil}
        </button>
        <button class="icon-button small" type="button" aria-label=${`${strings.delete}: ${title}`}
          title=${strings.delete} @click=${() => this.#onRemove(conversation)}>
          ${icons.trash}
        </button>
      </span>
    </li>`;
  };

  #renderRename(conversation: Conversation) {
    const finish = (save: boolean) => (event: Event) => {
      if (this.renaming !== conversation.id) return;
      this.renaming = undefined;
      const title = (event.target as HTMLInputElement).value.trim();
      if (!save || !title || title === conversation.title) return;
      void this.#onRenamed(conversation, title);
    };
    const onKeydown = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === 'Enter') finish(true)(event);
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      finish(false)(event);
    };
    return html`<input class="row-rename" type="text" maxlength="200" dir="auto"
      aria-label=${this.strings.renameLabel} .value=${conversation.title ?? ''}
      @keydown=${onKeydown} @blur=${finish(true)} />`;
  }

  #renderProblem(text: string) {
    return html`<div class="problem" role="alert">
      ${icons.alert}<span>${text}</span>
      <button class="text-button" type="button" @click=${() => this.#history.load()}>
        ${this.strings.retry}
      </button>
    </div>`;
  }

  async #onRename({ id }: Conversation) {
    this.renaming = id;
    await this.updateComplete;
    this.querySelector<HTMLInputElement>('.row-rename')?.select();
  }

  async #onRenamed(conversation: Conversation, title: string) {
    const renamed = await this.#history.rename(conversation, title);
    if (renamed) this.#tell('renamed', renamed);
  }

  #onRemove(conversation: Conversation) {
    void this.#history.remove(conversation);
    this.#tell('removed', conversation);
  }

  #tell(type: 'open' | 'renamed' | 'removed', conversation: Conversation) {
    this.dispatchEvent(new PartEvent(`history-${type}`, conversation));
  }
}

function groupLabel(name: HistoryGroupName, strings: ChatStrings): string {
  if (name === 'today') return dayName(0, strings.tag);
  return name === 'yesterday' ? dayName(1, strings.tag) : strings[name];
}

function renderSkeleton(strings: ChatStrings) {
  return html`<div class="skeleton" role="status" aria-label=${strings.loading}>
    <i></i><i></i><i></i><i></i><i></i>
  </div>`;
}
