import { svg } from 'lit';
import { icon } from './icons.ts';

/** What only the list of conversations shows. */
export const historyIcons = {
  more: icon(svg`<path d="M4.75 10h.1m5.1 0h.1m5.1 0h.1" stroke-width="2.4" />`),
  search: icon(svg`<circle cx="9" cy="9" r="5.25" /><path d="m13 13 3.5 3.5" />`),
};
