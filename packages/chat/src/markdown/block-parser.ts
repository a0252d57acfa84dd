import type { Block } from './block.ts';
import { BlockStarts, takeQuote } from './block-starts.ts';
import { BlockTree } from './block-tree.ts';
import { LineCursor } from './line-cursor.ts';
import { rareSyntax } from './rare-syntax.ts';
import { isUndecided } from './undecided.ts';

const longLine = 1000;

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
  readonly #starts = new BlockStarts(this.tree, this.#line);
  /** The line that is not over yet. */
  #pending = '';
  /** How long the pending line has to be to be worth another look. */
  #dear = 0;
  #afterReturn = false;

  append(chunk: string): void {
    let text = chunk.replaceAll('\0', '\ufffd');
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1);
    if (chunk) this.#afterReturn = text.endsWith('\r');
    const [first = '', ...lines] = text.split(/\r\n?|\n/);
    this.#pending += first;
    if (lines.length > 0) this.#dear = 0;
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

  /**
   * Shows the tree with the unfinished line in it, as far as it can be told what that line is.
   * A long line that has to be read from its start is shown again only after it grew by a tenth.
   */
  preview(look: () => void): void {
    const line = this.#pending;
    if (line.length < this.#dear) return;
    const before = this.scanned;
    this.tree.preview(() => {
      if (line && !isUndecided(line)) this.#incorporate(line);
    }, look);
    if (this.scanned - before > longLine) this.#dear = line.length * 1.1;
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
      const started = this.#starts.start(depth, lazy && !matched);
      if (!started) break;
      matched = marked = true;
      depth = tree.open.length;
      if (started === 'line') {
        this.#touch(depth);
        this.scanned += text.length;
        return;
      }
    }
    this.scanned += line.position + line.indent + 1;
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
        return takeQuote(line);
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

  #addText(depth: number): void {
    const { tree } = this;
    const line = this.#line;
    tree.closeTo(depth);
    const { tip } = tree;
    if (isRaw(tip)) tree.addRaw(line.rest());
    else if (line.blank) return;
    else if (tip.type === 'table') {
      rareSyntax()!.addRow(tree, line.rest());
      this.scanned += line.text.length;
    } else {
      tree.addLine(tip.type === 'paragraph' ? tip : tree.add('paragraph'), this.#trimmed());
    }
  }

  #closesFence(block: Block): boolean {
    const line = this.#line;
    const last = /[$\\]/.test(block.fence)
      ? rareSyntax()?.endMath(line.rest(), block.fence)
      : undefined;
    if (last) this.tree.addLine(block, last);
    if (last !== undefined) return true;
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
