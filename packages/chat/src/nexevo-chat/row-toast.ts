import { html } from 'lit';
import type { ChatStrings } from '../messages/chat-strings.ts';

/** A conversation was deleted, and can still be brought back. */
export function renderToast(strings: ChatStrings, onUndo: () => void) {
  return html`<div class="toast" part="toast">
    <span>${strings.deleted}</span>
    <button class="text-button" type="button" @click=${onUndo}>${strings.undo}</button>
  </div>`;
}
