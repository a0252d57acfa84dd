/** What a block of Markdown can be. A row and its cells are blocks of their table. */
export type BlockType =
  | 'document'
  | 'quote'
  | 'list'
  | 'item'
  | 'footnote'
  | 'paragraph'
  | 'heading'
  | 'rule'
  | 'code'
  | 'html'
  | 'table'
  | 'row'
  | 'cell';

export type Alignment = 'left' | 'center' | 'right' | undefined;

/** Open; closed by a line that is not over yet; closed for good. */
export type BlockState = 0 | 1 | 2;

/** A node of the block tree. Only the last child of a block can be open. */
export class Block {
  readonly type: BlockType;
  children: Block[] = [];
  /** A leaf's text, without the marks of its containers. */
  lines: string[] = [];
  state: BlockState = 0;
  /** The first and the last line that belong to it, blank lines at its end left out. */
  start: number;
  end: number;
  /** Of a list: its marker's last character; of an item: how far its content is indented. */
  marker = '';
  indent = 0;
  /** Of an ordered list: its first number. */
  first: number | undefined;
  loose = false;
  /** Of an item: whether its task is done. */
  task: boolean | undefined;
  level = 0;
  /** Of fenced code: what opened it. */
  fence = '';
  /** Of fenced code: the info string as written; of a footnote: its label. */
  info = '';
  /** Of an HTML block: what its last line holds. */
  ending: RegExp | undefined;
  align: Alignment;

  constructor(type: BlockType, line: number) {
    this.type = type;
    this.start = line;
    this.end = line;
  }
}
