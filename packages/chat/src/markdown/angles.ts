import type { Delimiters } from './delimiters.ts';
import { findAngleLink, findHtml } from './html-inlines.ts';
import type { InlinePieces } from './inline-pieces.ts';
import type { Bracket } from './link-targets.ts';

/** An open element of the safe few, and what was open when it began. */
export interface OpenTag {
  name: string;
  index: number;
  height: number;
  brackets: number;
}

/** What is open where an angle bracket stands. */
interface Open {
  pieces: InlinePieces;
  delimiters: Delimiters;
  brackets: Bracket[];
  tags: OpenTag[];
  /** Ends of raw HTML that were looked for in vain. */
  absent: Set<string>;
}

/** Reads a link in angle brackets, or raw HTML, and says where it ends. */
export function readAngle(
  text: string,
  position: number,
  { pieces, delimiters, brackets, tags, absent }: Open,
): number | undefined {
  const link = findAngleLink(text, position);
  if (link) {
    pieces.link(link.text, link.scheme);
    return position + link.text.length + 2;
  }
  const html = findHtml(text, position, absent);
  if (!html) return undefined;
  const end = position + html.length;
  const [, slash, tagName] = /^<(\/?)(sub|sup|kbd)>$/i.exec(html) ?? [];
  const name = tagName?.toLowerCase();
  if (name && !slash) {
    const { length: height } = delimiters;
    tags.push({ name, index: pieces.length, height, brackets: brackets.length });
  }
  const tag = slash && tags.at(-1);
  if (!tag || tag.name !== name) {
    pieces.node({ type: 'html', text: html });
    return end;
  }
  tags.pop();
  delimiters.close(tag.height);
  brackets.length = Math.min(brackets.length, tag.brackets);
  pieces.wrap(tag.index, { type: tag.name as 'sub', children: [] });
  return end;
}
