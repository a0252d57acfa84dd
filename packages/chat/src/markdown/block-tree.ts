import { Block, type BlockType } from './block.ts';
import { knownSyntax, missRareSyntax } from './rare-syntax.ts';
import type { References } from './references.ts';

/** How a paragraph begins whose first lines may define labels. */
const definition = /^\[(?:[^\\[\]]|\\[\s\S])+\]:/;

/**
 * The tree while it grows. Every change can be taken back, so that the line that is not over yet can be
 * shown as what it looks like now.
 */
export class BlockTree {
  readonly root = new Block('document', 0);
  /** What labels mean, where that can be read. */
  readonly references = createReferences();
  /** The open blocks, from the document down. */
  open = [this.root];
  /** The number of the current line. */
  line = 0;
  #undo: (() => void)[] | undefined;

  get tip(): Block {
    return this.open.at(-1)!;
  }

  /** Does something and takes all of it back after `look`. */
  preview(change: () => void, look: () => void): void {
    const { open, line } = this;
    this.#undo = [];
    this.open = [...open];
    change();
    const undo = this.#undo;
    try {
      look();
    } finally {
      while (undo.length > 0) undo.pop()!();
      this.#undo = undefined;
      this.open = open;
      this.line = line;
    }
  }

  set<Key extends keyof Block>(block: Block, key: Key, value: Block[Key]): void {
    if (block[key] === value) return;
    const before = block[key];
    this.#undo?.push(() => {
      block[key] = before;
    });
    block[key] = value;
  }

  addLine(block: Block, text: string): void {
    block.lines.push(text);
    this.#undo?.push(() => block.lines.pop());
  }

  /** A line of code or HTML as it is; HTML may end with it. */
  addRaw(text: string): void {
    const { tip } = this;
    this.addLine(tip, text);
    if (tip.ending?.test(text)) this.close();
  }

  /** Opens a block in the deepest one that may hold it. */
  add(type: BlockType, start = this.line): Block {
    while (!holds(this.tip, type)) this.close();
    const parent = this.tip;
    const block = new Block(type, start);
    block.end = this.line;
    const before = parent.children.at(-1);
    const list = parent.type === 'item' ? this.open.at(-2)! : parent;
    if (list.type === 'list' && before && start - before.end > 1) this.set(list, 'loose', true);
    parent.children.push(block);
    this.#undo?.push(() => parent.children.pop());
    this.open.push(block);
    return block;
  }

  closeTo(depth: number): void {
    while (this.open.length > depth) this.close();
  }

  close(): void {
    const block = this.open.pop()!;
    if (block.type === 'paragraph') {
      this.#strip(block);
      if (block.lines.length === 0) this.#drop(block);
    } else if (block.type === 'code' && !block.fence) {
      this.set(block, 'lines', block.lines.slice(0, block.end - block.start + 1));
    }
    this.set(block, 'state', this.#undo ? 1 : 2);
  }

  /** A footnote; of two with one label the second is dropped. */
  addNote(label: string): void {
    this.add('footnote').info = this.references!.defineNote(label, !this.#undo);
  }

  /** Turns the open paragraph into a heading, unless it holds nothing but definitions. */
  toHeading(level: number): boolean {
    const { tip: block } = this;
    this.#strip(block);
    if (block.lines.length === 0) return false;
    this.open.pop();
    this.#drop(block);
    const heading = this.add('heading', block.start);
    heading.lines = block.lines;
    heading.level = level;
    this.close();
    return true;
  }

  /** Takes the definitions off the start of a paragraph. */
  #strip(block: Block): void {
    const text = block.lines[0]?.startsWith('[') ? block.lines.join('\n') : '';
    if (!definition.test(text)) return;
    if (this.references) this.set(block, 'lines', this.references.strip(text, !this.#undo));
    else missRareSyntax();
  }

  /** Takes out the last child of the tip. */
  #drop(block: Block): void {
    const { children } = this.tip;
    children.pop();
    this.#undo?.push(() => children.push(block));
  }
}

/** Whether a block may be a child of another. */
function holds({ type: parent }: Block, child: BlockType): boolean {
  if (parent === 'list') return child === 'item';
  if (parent === 'table') return child === 'row';
  if (parent === 'row') return child === 'cell';
  return /^(?:document|quote|item|footnote)$/.test(parent);
}

function createReferences(): References | undefined {
  const rare = knownSyntax();
  return rare && new rare.References();
}
