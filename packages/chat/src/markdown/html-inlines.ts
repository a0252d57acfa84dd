import { tagSource } from './html-blocks.ts';

const tag = new RegExp(tagSource, 'iy');
const autolink = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/iy;
const mailLink =
  /<([\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)>/iy;
const declaration = /<![a-z]/iy;

/** Raw HTML with an end of its own; a comment's may overlap its start. */
const wrapped = [
  ['<!--', '-->', 2],
  ['<?', '?>', 2],
  ['<![CDATA[', ']]>', 9],
] as const;

/** The tag, comment or the like at a place of a text. `absent` remembers what the text does not hold. */
export function findHtml(text: string, start: number, absent: Set<string>): string | undefined {
  tag.lastIndex = start;
  const found = tag.exec(text)?.[0];
  if (found) return found;
  for (const [open, close, skip] of wrapped) {
    if (text.startsWith(open, start)) return upTo(close, start + skip);
  }
  declaration.lastIndex = start;
  return declaration.test(text) ? upTo('>', start) : undefined;

  function upTo(close: string, from: number): string | undefined {
    const end = absent.has(close) ? -1 : text.indexOf(close, from);
    if (end >= 0) return text.slice(start, end + close.length);
    absent.add(close);
    return undefined;
  }
}

/** The address in angle brackets at a place of a text. */
export function findAngleLink(
  text: string,
  start: number,
): { text: string; scheme: '' | 'mailto:' } | undefined {
  autolink.lastIndex = mailLink.lastIndex = start;
  const web = autolink.exec(text)?.[1];
  if (web) return { text: web, scheme: '' };
  const mail = mailLink.exec(text)?.[1];
  return mail ? { text: mail, scheme: 'mailto:' } : undefined;
}
