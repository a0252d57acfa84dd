import { tagSource } from './html-blocks.ts';

const tag = new RegExp(tagSource, 'iy');
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
