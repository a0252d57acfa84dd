import type { Conversation } from '@nexevo/protocol';
import { html } from 'lit';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { icons } from './icons.ts';
import { rowIcons } from './row-icons.ts';

export type RowAction = 'pin' | 'rename' | 'delete';

export interface RowMenuView {
  strings: ChatStrings;
  /** Whose menu it is; none while it is closed. */
  conversation: Conversation | undefined;
  onPick(action: RowAction): void;
  /** A key has closed it without a choice. */
  onLeave(): void;
  onClose(): void;
}

/** What can be done with one conversation: one menu for the whole list, in the browser's top layer. */
export function renderRowMenu({ strings, conversation, onPick, onLeave, onClose }: RowMenuView) {
  const item = (action: RowAction, icon: unknown, words: string) =>
    html`<button class=${`row-menu-item ${action}`} type="button" role="menuitem" tabindex="-1"
      @click=${() => onPick(action)}>
      ${icon}<span>${words}</span>
    </button>`;
  return html`<div class="row-menu" part="row-menu" role="menu" popover="auto"
    aria-label=${conversation?.title ?? strings.untitled} @keydown=${(event: KeyboardEvent) => onKeydown(event, onLeave)}
    @toggle=${({ newState }: ToggleEvent) => newState === 'closed' && onClose()}>
    ${item('pin', rowIcons.pin, conversation?.pinned ? strings.unpin : strings.pin)}
    ${item('rename', icons.pencil, strings.rename)} ${item('delete', rowIcons.trash, strings.delete)}
  </div>`;
}

/** Opens it beside its button, and above where there is no room below. */
export function openRowMenu(menu: HTMLElement, button: HTMLElement): void {
  menu.showPopover();
  const at = button.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const left = getComputedStyle(button).direction === 'rtl' ? at.left : at.right - offsetWidth;
  const below = at.bottom + offsetHeight + 8 < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - offsetWidth - 8))}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - offsetHeight - 4)}px`;
  menu.querySelector('button')!.focus();
}

function onKeydown(event: KeyboardEvent, onLeave: () => void) {
  const menu = event.currentTarget as HTMLElement;
  const items = [...menu.querySelectorAll('button')];
  const at = items.indexOf((menu.getRootNode() as ShadowRoot).activeElement as HTMLButtonElement);
  const to = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at + items.length - 1) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  // The list and the chat around it have keys of their own.
  event.stopPropagation();
  if (to !== undefined) items[to]!.focus();
  else if (event.key === 'Escape' || event.key === 'Tab') {
    menu.hidePopover();
    onLeave();
  } else return;
  event.preventDefault();
}
