import { html, svg, type TemplateResult } from 'lit';
import { chatIcon } from './chat-icon.ts';

/** One picture of twenty by twenty. */
export const icon = (content: TemplateResult, className = 'icon') =>
  html`<svg class=${className} viewBox="0 0 20 20" aria-hidden="true">
    ${content}
  </svg>`;

const thumb = svg`<path d="M6.5 9 9.4 3.1a1.6 1.6 0 0 1 2.35 1.6L11.4 7.75h3.4a1.9 1.9 0 0 1 1.86 2.28l-.98 4.75a1.9 1.9 0 0 1-1.86 1.47H6.5M6.5 8.5v7.75H4.25a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1z" />`;
const cross = svg`<path d="m5.25 5.25 9.5 9.5m0-9.5-9.5 9.5" />`;

export const icons = {
  send: icon(svg`<path d="M10 16.25V4M4.75 9.25 10 4l5.25 5.25" />`),
  stop: icon(
    svg`<rect fill="currentcolor" x="6.25" y="6.25" width="7.5" height="7.5" rx="1.25" />`,
  ),
  panel: icon(
    svg`<rect x="2.75" y="3.75" width="14.5" height="12.5" rx="3" /><path d="M7.75 3.75v12.5" />`,
    'icon mirrored',
  ),
  compose: icon(
    svg`<path d="M9.5 3.75h-3a3 3 0 0 0-3 3v6.75a3 3 0 0 0 3 3h6.75a3 3 0 0 0 3-3v-3" /><path d="M8 12.25V9.9l6.6-6.6a1.45 1.45 0 0 1 2.05 2.05L10.05 12H8z" />`,
  ),
  close: icon(cross),
  down: icon(svg`<path d="M10 4v12m-5-5 5 5 5-5" />`),
  thumbUp: icon(thumb),
  thumbDown: icon(thumb, 'icon turned'),
  copy: icon(
    svg`<rect x="7.25" y="7.25" width="9" height="9" rx="2.25" /><path d="M3.75 12V6A2.25 2.25 0 0 1 6 3.75h6" />`,
  ),
  copied: icon(svg`<path d="m4.5 10.75 3.75 3.75 7.25-8.5" />`),
  notCopied: icon(cross),
  again: icon(svg`<path d="M15.9 8.25A6.25 6.25 0 1 0 16.25 11m.1-6.75v4h-4" />`),
  pencil: icon(
    svg`<path d="m4 16 .7-3.3 8.6-8.6a1.84 1.84 0 0 1 2.6 2.6l-8.6 8.6zM11.9 5.5l2.6 2.6" />`,
  ),
  more: icon(svg`<path d="M4.6 10h.1m5.25 0h.1m5.25 0h.1" stroke-width="2.6" />`),
  line: icon(
    svg`<path d="m3 3 14 14M2.6 8a10.4 10.4 0 0 1 14.8 0M5.2 10.8a6.6 6.6 0 0 1 9.6 0M8 13.6a2.9 2.9 0 0 1 4 0m-2 2.6v.1" />`,
  ),
  alert: icon(svg`<circle cx="10" cy="10" r="6.75" /><path d="M10 6.75v3.75m0 2.6v.1" />`),
  chat: icon(svg`<path d=${chatIcon} />`),
};
