import type { Conversation } from '@nexevo/protocol';
import { html, nothing } from 'lit';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { historyIcons } from './history-icons.ts';

export interface HistoryRowView {
  conversation: Conversation;
  strings: ChatStrings;
  /** It is the one on the screen. */
  current: boolean;
  /** The Tab key comes to it. */
  stop: boolean;
  menuOpen: boolean;
  onOpen(): void;
  onMenu(button: HTMLElement): void;
}

export function renderRow(view: HistoryRowView) {
  const { conversation, strings, current, menuOpen, onOpen, onMenu } = view;
  const title = conversation.title ?? strings.untitled;
  const options = format(strings.options, { title }, strings.tag);
  const tabindex = view.stop ? 0 : -1;
  return html`<li class="row" part="conversation" data-id=${conversation.id}>
    <button class="row-open" type="button" dir="auto" title=${title} tabindex=${tabindex}
      aria-current=${current ? 'true' : nothing} aria-keyshortcuts="F2 Delete" @click=${onOpen}>
      ${title}
    </button>
    <button class="icon-button small row-more" type="button" tabindex=${tabindex}
      aria-label=${options} title=${options}
      aria-haspopup="menu" aria-expanded=${menuOpen ? 'true' : 'false'}
      @click=${(event: Event) => onMenu(event.currentTarget as HTMLElement)}>
      ${historyIcons.more}
    </button>
  </li>`;
}

/** The title as a field. `onEnd` is told once: the new title, if there is one, and whether a key ended it. */
export function renderRename(
  { title }: Conversation,
  label: string,
  onEnd: (title: string | undefined, byKey: boolean) => void,
) {
  const end = (event: Event, save: boolean, byKey: boolean) => {
    const now = (event.target as HTMLInputElement).value.trim();
    onEnd(save && now && now !== title ? now : undefined, byKey);
  };
  const onKeydown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // The focus goes to the row, which the same key would press.
    event.preventDefault();
    end(event, event.key === 'Enter', true);
  };
  return html`<li>
    <input class="row-rename" type="text" maxlength="200" dir="auto" aria-label=${label}
      .value=${title ?? ''} @keydown=${onKeydown} @blur=${(event: Event) => end(event, true, false)} />
  </li>`;
}
