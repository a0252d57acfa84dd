import { html } from 'lit';
import type { ChatStrings } from '../messages/chat-strings.ts';

/** Where something is not there yet. */
export function renderSkeleton(strings: ChatStrings, className = 'skeleton') {
  return html`<div class=${className} role="progressbar" aria-label=${strings.loading}>
    <i></i><i></i><i></i><i></i><i></i>
  </div>`;
}
