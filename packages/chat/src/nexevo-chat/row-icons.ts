import { svg } from 'lit';
import { icon } from './icons.ts';

/** What only the menu of one conversation shows. */
export const rowIcons = {
  pin: icon(
    svg`<path d="M7.25 3.5h5.5M8.25 3.5V8L5.5 10.9v1.35h9V10.9L11.75 8V3.5M10 12.25v4.5" />`,
  ),
  trash: icon(
    svg`<path d="M3.75 5.75h12.5M8 5.5V4.25a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1V5.5m-6.5.25.6 9.1a1.75 1.75 0 0 0 1.75 1.65h4.3a1.75 1.75 0 0 0 1.75-1.65l.6-9.1" />`,
  ),
};
