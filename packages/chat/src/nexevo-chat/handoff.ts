import { html, nothing } from 'lit';
import type { Problem } from '../conversation.ts';
import { PartEvent } from './light-element.ts';
import { safeHref } from './safe-href.ts';

/** The way to a person: shown in the menu, after 👎, and when limits or outages close the chat. */
export interface Handoff {
  label: string;
  /** `https:`, `http:`, `mailto:`, `tel:` or `sms:`, or an address on the page's own site. */
  url: string;
}

/** What trying again does not help, or not soon. */
const closing = /^(upstream|queue|network|internal|shutting)|_reached$/;

/** The link beside a problem that closes the chat. */
export function renderWayOut({ code }: Problem, handoff: Handoff | undefined) {
  return closing.test(code) ? renderHandoff(handoff) : nothing;
}

export function renderHandoff(handoff: Handoff | undefined, role?: 'menuitem') {
  const href = handoff && safeHref(handoff.url, /^(https?|mailto|tel|sms):$/);
  if (!href) return nothing;
  return html`<a class="text-button" part="handoff" role=${role ?? nothing}
    tabindex=${role ? -1 : nothing} href=${href} target="_blank" rel="noopener"
    @click=${askForHandoff}><bdi>${handoff.label}</bdi></a>`;
}

/** The page may have a way of its own. */
function askForHandoff(event: MouseEvent): void {
  event.target!.dispatchEvent(new PartEvent('chat-handoff', event));
}
