import { isBlank } from '@nexevo/protocol';

const longest = 60;
const segmenter = new Intl.Segmenter();

/** A conversation's first title: the first line of its first message, cut at a word. */
export function titleFor(text: string): string {
  const line = text
    .trim()
    .split(/[\r\n]+/, 1)[0]!
    .replace(/\s+/g, ' ');
  if (isBlank(line)) return '…';
  // Nothing has more letters than characters, and to count letters is slow.
  if (line.length <= longest) return line;
  const letters = [...segmenter.segment(line.slice(0, 1000))].map((part) => part.segment);
  if (letters.length <= longest) return letters.join('');
  const cut = letters.slice(0, longest).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > longest / 2 ? cut.slice(0, space) : cut}…`;
}
