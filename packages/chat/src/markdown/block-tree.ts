import { Block, type BlockType } from './block.ts';
import { References } from './references.ts';
import { readDelimiters, splitRow } from './table-rows.ts';

/** Every row is filled up to the head's width, so that a wide head is dear. */
const maxColumns = 200;

/**
 * The tree while it grows. Every change can be taken back, so that the line that is not over yet can be
 * shown as what it looks like now.
 */
export class BlockTree {
  readonly root = new Block('document', 0);
  readonly references = new References();
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
      this.set(block, 'lines', this.references.strip(block.lines, !this.#undo));
      if (block.lines.length === 0) this.#drop(block);
    } else if (block.type === 'code' && !block.fence) {
      this.set(block, 'lines', block.lines.slice(0, block.end - block.start + 1));
    }
    this.set(block, 'state', this.#undo ? 1 : 2);
  }

  /** A footnote; of two with one label the second is dropped. */
  addNote(label: string): void {
    this.add('footnote').info = label;
    if (!this.#undo && !this.references.defineNote(label)) this.tip.info = '';
  }

  /** Turns the open paragraph into a heading, unless it holds nothing but definitions. */
  toHeading(level: number): boolean {
    const { tip: block } = this;
    this.set(block, 'lines', this.references.strip(block.lines, !this.#undo));
    if (block.lines.length === 0) return false;
    this.open.pop();
    this.#drop(block);
    const heading = this.add('heading', block.start);
    heading.lines = block.lines;
    heading.level = level;
    this.close();
    return true;
  }

  /** Turns the last line of the open paragraph into a table's head, if `row` underlines it. */
  toTable(row: string): boolean {
    const { tip: block } = this;
    const aligns = readDelimiters(row);
    const head = block.lines.at(-1);
    // There is none if they all were definitions.
    if (
      !aligns ||
      aligns.length > maxColumns ||
      head === undefined ||
      splitRow(head).length !== aligns.length
    )
      return false;
    this.set(block, 'lines', block.lines.slice(0, -1));
    this.close();
    const table = this.add('table', this.line - 1);
    table.level = aligns.length;
    this.addRow(head, table);
    for (const [index, cell] of table.children[0]!.children.entries()) cell.align = aligns[index];
    return true;
  }

  addRow(text: string, table = this.tip): void {
    const cells = splitRow(text);
    const head = table.children[0]?.children;
    this.add('row');
    for (let index = 0; index < table.level; index += 1) {
      const cell = this.add('cell');
      cell.lines = [cells[index] ?? ''];
      cell.align = head?.[index]?.align;
      // A head cell.
      if (!head) cell.level = 1;
      this.close();
    }
    this.close();
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
