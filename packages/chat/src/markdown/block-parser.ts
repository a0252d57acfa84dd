import type { Block } from './block.ts';
import { BlockTree } from './block-tree.ts';
import { isUndecided } from './undecided.ts';
import { findHtmlStart } from './html-blocks.ts';
import { LineCursor } from './line-cursor.ts';

const maxDepth = 100;
const heading = /(#{1,6})(?=[ \t]|$)/y;
const rule = /(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/y;
const fence = /(`{3,})(?=[^`]*$)|~{3,}|\$\$(?=[ \t]*$)/y;
const underline = /(?:=+|-+)[ \t]*$/y;
const listMarker = /(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/y;
const note = /\[\^([^\]\s[]{1,99})\]:[ \t]*/y;
const task = /\[([ xX])\][ \t]+(?=\S)/y;

/** Blocks that take lines as they are. */
const isRaw = ({ type }: Block) => type === 'code' || type === 'html';

/**
 * Reads Markdown line by line: a complete line is looked at once.
 * It follows https://spec.commonmark.org/0.31.2/#phase-1-block-structure
 */
export class BlockParser {
  readonly tree = new BlockTree();
  /** How many characters were looked at, for the tests of what a text costs. */
  scanned = 0;
  readonly #line = new LineCursor();
  /** The line that is not over yet. */
  #pending = '';
  #afterReturn = false;

  append(chunk: string): void {
    let text = chunk.replaceAll('\0', '\ufffd');
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1);
    if (chunk) this.#afterReturn = text.endsWith('\r');
    const [first = '', ...lines] = text.split(/\r\n?|\n/);
    this.#pending += first;
    for (const line of lines) {
      this.#incorporate(this.#pending);
      this.#pending = line;
    }
  }

  end(): void {
    if (this.#pending) this.#incorporate(this.#pending);
    this.#pending = '';
    this.tree.closeTo(0);
  }

  /** Shows the tree with the unfinished line in it, as far as it can be told what that line is. */
  preview(look: () => void): void {
    const line = this.#pending;
    this.tree.preview(() => {
      if (line && !isUndecided(line)) this.#incorporate(line);
    }, look);
  }

  #incorporate(text: string): void {
    const { tree } = this;
    const line = this.#line;
    line.reset(text);
    tree.line += 1;
    const { tip } = tree;
    let depth = 1;
    let quote = 0;
    for (; depth < tree.open.length; depth += 1) {
      const block = tree.open[depth]!;
      if (block.fence && this.#closesFence(block)) {
        this.#touch(tree.open.length);
        tree.closeTo(depth);
        return;
      }
      if (!this.#continues(block)) break;
      if (block.type === 'quote') quote = depth + 1;
    }
    const lazy = depth < tree.open.length && tip.type === 'paragraph';
    let matched = depth === tree.open.length;
    let marked = false;
    while (!isRaw(tree.open[depth - 1]!)) {
      const started = this.#start(depth, lazy && !matched);
      if (!started) break;
      matched = marked = true;
      depth = tree.open.length;
      if (started === 'line') {
        this.#touch(depth);
        this.scanned += text.length;
        return;
      }
    }
    this.scanned += line.position + 1;
    const { type, fence: mark } = tree.open[depth - 1]!;
    // A blank line belongs to what has a mark on it, and to code and HTML that it does not end.
    const whole = !line.blank || marked || mark || type === 'html';
    if (!matched && lazy && !line.blank) tree.addLine(tip, this.#trimmed());
    else this.#addText(depth);
    this.#touch(whole ? tree.open.length : quote);
  }

  /** Whether the line goes on with an open block; its marks are gone over. */
  #continues(block: Block): boolean {
    const line = this.#line;
    switch (block.type) {
      case 'quote':
        return this.#takeQuote();
      case 'item':
      case 'footnote':
        if (line.blank) {
          if (block.children.length === 0) return false;
          line.advance(line.indent);
        } else if (line.indent >= block.indent) line.advance(block.indent);
        else return false;
        return true;
      case 'code':
        if (block.fence) line.advance(Math.min(line.indent, block.indent));
        else if (line.indent >= 4) line.advance(4);
        else if (line.blank) line.advance(line.indent);
        else return false;
        return true;
      case 'html':
        return !line.blank || block.ending !== undefined;
      case 'paragraph':
      case 'table':
        return !line.blank;
      default:
        return true;
    }
  }

  /** Starts a block, if one starts here: `line` when it takes the whole line. */
  #start(depth: number, lazy: boolean): 'line' | 'more' | undefined {
    const { tree } = this;
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
    let found: RegExpExecArray | null;
    if (next === '>' && !deep) {
      tree.closeTo(depth);
      this.#takeQuote();
      tree.add('quote');
      return 'more';
    }
    if ((found = line.match(heading))) {
      tree.closeTo(depth);
      const block = tree.add('heading');
      block.level = found[0].length;
      block.lines = [headingText(line.text.slice(heading.lastIndex))];
      tree.close();
      return 'line';
    }
    if ((found = line.match(fence))) {
      tree.closeTo(depth);
      const block = tree.add('code');
      block.fence = found[0];
      block.indent = line.indent;
      block.info = found[0] === '$$' ? 'math' : line.text.slice(fence.lastIndex).trim();
      return 'line';
    }
    const html = next === '<' && findHtmlStart((p) => line.match(p), inParagraph || lazy);
    if (html) {
      tree.closeTo(depth);
      tree.add('html').ending = html.ending;
      this.#addRaw();
      return 'line';
    }
    if (inParagraph) {
      if (line.match(underline) && tree.toHeading(next === '=' ? 1 : 2)) return 'line';
      if (/[-|:]/.test(next) && tree.toTable(line.rest().trim())) return 'line';
    }
    if (line.match(rule)) {
      tree.closeTo(depth);
      tree.add('rule');
      tree.close();
      return 'line';
    }
    if (!deep && (found = line.match(note))) {
      tree.closeTo(depth);
      line.advance(line.indent + found[0].length);
      tree.addNote(found[1]!);
      tree.tip.indent = 4;
      return 'more';
    }
    if (!deep && (found = line.match(listMarker))) return this.#startItem(found, depth);
    return undefined;
  }

  #startItem(found: RegExpExecArray, depth: number): 'more' | undefined {
    const { tree } = this;
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
    }
    return 'more';
  }

  #addText(depth: number): void {
    const { tree } = this;
    const line = this.#line;
    tree.closeTo(depth);
    const { tip } = tree;
    if (isRaw(tip)) this.#addRaw();
    else if (line.blank) return;
    else if (tip.type === 'table') {
      tree.addRow(line.rest());
      this.scanned += line.text.length;
    } else {
      tree.addLine(tip.type === 'paragraph' ? tip : tree.add('paragraph'), this.#trimmed());
    }
  }

  #addRaw(): void {
    const { tip } = this.tree;
    const text = this.#line.rest();
    this.tree.addLine(tip, text);
    if (tip.ending?.test(text)) this.tree.close();
  }

  #takeQuote(): boolean {
    const line = this.#line;
    if (line.indent >= 4 || line.next !== '>') return false;
    line.advance(line.indent + 1);
    if (line.indent > 0) line.advance(1);
    return true;
  }

  #closesFence(block: Block): boolean {
    const line = this.#line;
    if (line.indent >= 4 || line.next !== block.fence[0]) return false;
    const rest = line.rest().trim();
    return rest.length >= block.fence.length && rest === block.fence[0]!.repeat(rest.length);
  }

  /** The current line belongs to the outermost blocks. */
  #touch(count: number): void {
    const { tree } = this;
    for (const block of tree.open.slice(0, count)) tree.set(block, 'end', tree.line);
  }

  /** What is left, without the white space before it. */
  #trimmed(): string {
    return this.#line.match(/.*/y)![0];
  }
}

/** Without the closing marks. */
function headingText(source: string): string {
  const text = source.trim();
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  return end === 0 || /[ \t]/.test(text[end - 1]!) ? text.slice(0, end).trim() : text;
}
