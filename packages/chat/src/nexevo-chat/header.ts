import { html, nothing } from 'lit';
import { directionOf } from '../markdown/direction.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { icons } from './icons.ts';

export interface HeaderView {
  strings: ChatStrings;
  heading: string;
  /** Absent when the list of conversations is not offered. */
  history?: { open: boolean; onToggle(): void } | undefined;
  /** Absent in a chat that is new already. */
  onNew: (() => void) | undefined;
  menu: { open: boolean; onToggle(): void; onLook(): void };
  /** Absent in a chat that is always open. */
  onClose: (() => void) | undefined;
}

export function renderHeader({ strings, heading, history, menu, onNew, onClose }: HeaderView) {
  return html`<header class="header" part="header">
    ${
      history
        ? html`<button class="icon-button" id="history-toggle" part="history-button" type="button"
            aria-label=${strings.history} title=${strings.history} aria-controls="history"
            aria-expanded=${history.open} @click=${history.onToggle}>
            ${icons.panel}
          </button>`
        : html`<span class="header-space"></span>`
    }
    <h2 class="heading" part="heading" dir=${directionOf(heading)}><slot name="heading">${heading}</slot></h2>
    <slot name="header-end"></slot>
    <button class="icon-button" part="new-button" type="button" aria-label=${strings.newChat}
      title=${strings.newChat} aria-disabled=${onNew ? 'false' : 'true'} @click=${onNew ?? nothing}>
      ${icons.compose}
    </button>
    <button class="icon-button" id="menu-toggle" part="menu-button" type="button"
      aria-label=${strings.menu} title=${strings.menu} aria-haspopup="menu"
      aria-expanded=${menu.open} @click=${menu.onToggle}
      @pointerenter=${menu.onLook} @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'ArrowDown' && !menu.open) menu.onToggle();
      }}>
      ${icons.more}
    </button>
    ${
      onClose
        ? html`<button class="icon-button closer" part="close-button" type="button" aria-label=${strings.close}
            title=${strings.close} @click=${onClose}>
            ${icons.close}
          </button>`
        : nothing
    }
  </header>`;
}
