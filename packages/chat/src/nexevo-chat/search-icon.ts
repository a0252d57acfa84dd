import { svg } from 'lit';
import { icon } from './icons.ts';

/** Only the list of conversations shows it. */
export const searchIcon = icon(svg`<circle cx="9" cy="9" r="5.25" /><path d="m13 13 3.5 3.5" />`);
