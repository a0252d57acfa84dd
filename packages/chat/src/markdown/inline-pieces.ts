import type { Inline } from './inline.ts';

/** What text and marks are before they are a tree: a run closes elements, stands as text, opens elements. */
export interface Piece {
  node?: Inline | undefined;
  text: string;
  opens: Inline[];
  closes: number;
}

/** How deep emphasis and the like go; beyond it they make no difference. */
const maxDepth = 100;

/** Builds the tree of balanced pieces; what is left open ends with the last one. */
export function buildInlines(pieces: readonly Piece[], from: number, to: number): Inline[] {
  const root: Inline[] = [];
  const stack = [root];
  for (let index = from; index < to; index += 1) {
    const { node, text, opens, closes } = pieces[index]!;
    stack.length -= Math.min(closes, stack.length - 1);
    const tip = () => stack.at(-1)!;
    if (node) tip().push(node);
    else if (text) {
      const last = tip().at(-1);
      if (last?.type === 'text') last.text += text;
      else tip().push({ type: 'text', text });
    }
    for (const element of opens.toReversed()) {
      const deep = stack.length > maxDepth;
      if (!deep) tip().push(element);
      stack.push(deep ? tip() : (element as { children: Inline[] }).children);
    }
  }
  return root;
}

/** What a text's inline Markdown is, and how far of it nothing to come can change. */
export interface InlineResult {
  settled: Inline[];
  rest: Inline[];
  offset: number;
}

/** The pieces of a text, in order. */
export class InlinePieces {
  readonly list: Piece[] = [];
  /** The last piece, if it is nothing but text of the current line. */
  #word: Piece | undefined;

  get length(): number {
    return this.list.length;
  }

  /** Adds a piece that stays on its own. */
  push(piece: Piece): void {
    this.#word = undefined;
    this.list.push(piece);
  }

  node(node: Inline): void {
    this.push({ node, text: '', opens: [], closes: 0 });
  }

  /** An address that is its own text. */
  link(text: string, scheme: string): void {
    const children: Inline[] = [{ type: 'text', text }];
    this.node({ type: 'link', href: scheme + text, title: undefined, children });
  }

  text(text: string): void {
    if (this.#word) this.#word.text += text;
    else {
      this.push({ text, opens: [], closes: 0 });
      this.#word = this.list.at(-1);
    }
  }

  /** What follows is another piece. */
  cut(): void {
    this.#word = undefined;
  }

  /** Ends a line; two spaces before its end make it stay one. */
  lineEnd(): void {
    const word = this.#word?.text ?? '';
    if (this.#word) this.#word.text = word.trimEnd();
    if (word.endsWith('  ')) this.node({ type: 'break' });
    else this.text('\n');
    this.cut();
  }

  /** Takes characters off the end of the text, if there are as many. */
  takeBack(count: number): boolean {
    if (!this.#word || this.#word.text.length < count) return false;
    if (count > 0) this.#word.text = this.#word.text.slice(0, -count);
    return true;
  }

  /** Links hold no links: an address behind a piece is its text again. */
  unlink(index: number): void {
    for (const piece of this.list.slice(index)) {
      if (piece.node?.type === 'link') piece.node = piece.node.children[0];
    }
  }

  /** Makes a piece the start of an element that ends here. */
  wrap(index: number, element: Inline): void {
    const piece = this.list[index]!;
    piece.node = undefined;
    piece.text = '';
    piece.opens.push(element);
    this.push({ text: '', opens: [], closes: 1 });
  }
}
