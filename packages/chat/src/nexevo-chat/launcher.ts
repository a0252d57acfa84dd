import { html } from 'lit';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { icons } from './icons.ts';

export interface LauncherView {
  strings: ChatStrings;
  open: boolean;
  onToggle(): void;
}

/** The round button of `mode="bubble"`. */
export function renderLauncher({ strings, open, onToggle }: LauncherView) {
  const label = open ? strings.close : strings.open;
  return html`<button class="launcher" id="launcher" part="launcher" type="button" lang=${strings.tag}
    aria-label=${label} title=${label} aria-expanded=${open ? 'true' : 'false'} @click=${onToggle}>
    ${open ? icons.close : icons.chat}
  </button>`;
}
