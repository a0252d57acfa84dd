import type { BlockTree } from './block-tree.ts';
import type { LineCursor } from './line-cursor.ts';
import { missRareSyntax, rareSyntax } from './rare-syntax.ts';

const maxDepth = 100;
const heading = /(#{1,6})(?=[ \t]|$)/y;
const rule = /([*_-])(?:[ \t]*\1){2,}[ \t]*$/y;
const fence = /(`{3,})(?=[^`]*$)|~{3,}/y;
const underline = /(?:=+|-+)[ \t]*$/y;
const listMarker = /(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/y;
const note = /\[\^([^\]\s[]{1,99})\]:[ \t]*/y;
/** What underlines the head of a table, without white space at its ends. */
const dashes = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
const task = /\[([ xX])\][ \t]+(?=\S)/y;

/** Knows how blocks start: https://spec.commonmark.org/0.31.2/#container-blocks-and-leaf-blocks */
export class BlockStarts {
  readonly #tree: BlockTree;
  readonly #line: LineCursor;

  constructor(tree: BlockTree, line: LineCursor) {
    this.#tree = tree;
    this.#line = line;
  }

  /** Starts a block, if one starts here: `line` when it takes the whole line. */
  start(depth: number, lazy: boolean): 'line' | 'more' | undefined {
    const tree = this.#tree;
    const line = this.#line;
    const container = tree.open[depth - 1]!;
    const inParagraph = container.type === 'paragraph';
    if (line.blank) return undefined;
    if (line.indent >= 4) {
      if (inParagraph || lazy) return undefined;
      line.advance(4);
      tree.closeTo(depth);
      tree.addLine(tree.add('code'), line.rest());
      return 'line';
    }
    const { next } = line;
    if (/[\w\u0080-\uffff]/.test(next) && !/[\d_]/.test(next)) return undefined;
    const deep = depth >= maxDepth;
    if (next === '>' && !deep) {
      tree.closeTo(depth);
      takeQuote(line);
      tree.add('quote');
      return 'more';
    }
    const hashes = line.match(heading);
    if (hashes) {
      tree.closeTo(depth);
      const block = tree.add('heading');
      block.level = hashes[0].length;
      block.lines = [headingText(line.text.slice(heading.lastIndex))];
      tree.close();
      return 'line';
    }
    const math = line.match(/\$\$|\\\[/y) && rareSyntax()?.startMath(line.rest().trim());
    const opening = math?.fence ?? line.match(fence)?.[0];
    if (opening) {
      tree.closeTo(depth);
      const block = tree.add('code');
      block.fence = opening;
      block.indent = line.indent;
      block.info = math ? 'math' : line.text.slice(fence.lastIndex).trim();
      if (math?.text) tree.addLine(block, math.text);
      if (math?.whole) tree.close();
      return 'line';
    }
    const html =
      line.match(/<[a-z/!?]/iy) &&
      rareSyntax()?.findHtmlStart((pattern) => line.match(pattern), inParagraph || lazy);
    if (html) {
      tree.closeTo(depth);
      tree.add('html').ending = html.ending;
      tree.addRaw(line.rest());
      return 'line';
    }
    if (inParagraph) {
      if (line.match(underline) && tree.toHeading(next === '=' ? 1 : 2)) return 'line';
      const row = /[-|:]/.test(next) ? line.rest().trim() : '';
      if (dashes.test(row) && rareSyntax()?.startTable(tree, row)) return 'line';
    }
    if (line.match(rule)) {
      tree.closeTo(depth);
      tree.add('rule');
      tree.close();
      return 'line';
    }
    if (deep) return undefined;
    const label = line.match(note);
    if (label && !tree.references) missRareSyntax();
    else if (label) {
      tree.closeTo(depth);
      line.advance(line.indent + label[0].length);
      tree.addNote(label[1]!);
      tree.tip.indent = 4;
      return 'more';
    }
    const marker = line.match(listMarker);
    return marker ? this.#startItem(marker, depth) : undefined;
  }

  #startItem(found: RegExpExecArray, depth: number): 'line' | 'more' | undefined {
    const tree = this.#tree;
    const line = this.#line;
    const [whole, bullet, number, delimiter] = found;
    if (tree.open[depth - 1]!.type === 'paragraph') {
      if (number ? Number(number) !== 1 : false) return undefined;
      if (/^[ \t]*$/.test(line.text.slice(listMarker.lastIndex))) return undefined;
    }
    const marker = bullet ?? delimiter!;
    const before = line.indent + whole.length;
    line.advance(before);
    const padding = line.blank || line.indent > 4 ? 1 : line.indent;
    line.advance(Math.min(padding, line.indent));
    tree.closeTo(depth);
    if (tree.tip.type !== 'list' || tree.tip.marker !== marker) {
      const list = tree.add('list');
      list.marker = marker;
      list.first = number ? Number(number) : undefined;
    }
    const item = tree.add('item');
    item.indent = before + padding;
    const box = line.indent === 0 && line.match(task);
    if (box) {
      item.task = box[1] !== ' ';
      line.advance(box[0].length);
      // What stands behind a box is text, whatever it looks like.
      tree.addLine(tree.add('paragraph'), line.rest());
      return 'line';
    }
    return 'more';
  }
}

/** Goes over a quote's mark and the space behind it. */
export function takeQuote(line: LineCursor): boolean {
  if (line.indent >= 4 || line.next !== '>') return false;
  line.advance(line.indent + 1);
  if (line.indent > 0) line.advance(1);
  return true;
}

/** Without the closing marks. */
function headingText(source: string): string {
  const text = source.trim();
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  return end === 0 || /[ \t]/.test(text[end - 1]!) ? text.slice(0, end).trim() : text;
}
