import type { Conversation } from '@nexevo/protocol';
import { html, nothing } from 'lit';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { format } from '../messages/format.ts';
import { icons } from './icons.ts';

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
  /** The pointer has come to the menu's button. */
  onLook(): void;
}

/** What a row of the list shows. */
export function renderRow(view: HistoryRowView) {
  const { conversation, strings, current, menuOpen, onOpen, onMenu, onLook } = view;
  const title = conversation.title ?? strings.untitled;
  const options = format(strings.options, { title }, strings.tag);
  const tabindex = view.stop ? 0 : -1;
  return html`<button class="row-open" type="button" dir="auto" title=${title} tabindex=${tabindex}
      aria-current=${current ? 'true' : nothing} aria-keyshortcuts="F2 Delete" @click=${onOpen}>
      ${title}
    </button>
    <button class="icon-button small row-more" type="button" tabindex=${tabindex}
      aria-label=${options} title=${options}
      aria-haspopup="menu" aria-expanded=${menuOpen}
      @pointerenter=${onLook} @click=${(event: Event) => onMenu(event.currentTarget as HTMLElement)}>
      ${icons.more}
    </button>`;
}
