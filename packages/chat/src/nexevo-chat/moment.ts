import { html } from 'lit';
import { dayName } from '../messages/format.ts';
import type { MessageView } from './message-view.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The time of day; the whole date is its title. */
export function renderTime(at: string, { strings: { tag } }: MessageView) {
  const date = new Date(at);
  return html`<time datetime=${at} title=${written(date, tag, { dateStyle: 'full', timeStyle: 'short' })}>
    ${written(date, tag, { timeStyle: 'short' })}
  </time>`;
}

/** Whether a new day begins with a message; the first one's day is worth telling when it is not today's. */
export function beginsDay(at: string, before: string | undefined): boolean {
  return dayOf(at) !== dayOf(before);
}

export function renderDay(at: string, { strings }: MessageView) {
  return html`<div class="day" role="separator" part="day">
    <time datetime=${at}>${nameOf(new Date(at), strings.tag)}</time>
  </div>`;
}

function nameOf(date: Date, tag: string): string {
  const now = new Date();
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const ago = [now, yesterday].findIndex((day) => day.toDateString() === date.toDateString());
  if (ago >= 0) return dayName(ago, tag);
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return written(date, tag, { weekday: 'long', day: 'numeric', month: 'long', ...year });
}

function dayOf(at: string | undefined): string {
  return (at ? new Date(at) : new Date()).toDateString();
}

/**
 * The first format of a page takes a browser long enough to be seen as a pause: it reads its tables of the world's
 * languages. Better while nobody waits than when a message is drawn. A browser without idle time takes the next moment.
 */
export function readyFormats(): void {
  if (formats.size > 0) return;
  (globalThis.requestIdleCallback ?? setTimeout)(() => written(new Date(), 'en', {}));
}

/** Making a format is dear, using it is not. */
function written(date: Date, tag: string, options: Intl.DateTimeFormatOptions): string {
  const key = tag + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, options);
  formats.set(key, format);
  return +date ? format.format(date) : '';
}
