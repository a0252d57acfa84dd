/** A place in a line, counted in characters and in columns: a tab reaches to the next multiple of four. */
export class LineCursor {
  text = '';
  position = 0;
  #column = 0;
  /** The columns of white space ahead, and whether nothing else is. */
  indent = 0;
  blank = false;

  reset(text: string): void {
    this.text = text;
    this.position = 0;
    this.#column = 0;
    this.#look();
  }

  /** The first character that is no white space. */
  get next(): string {
    return this.text[this.#nextPosition] ?? '';
  }

  #nextPosition = 0;

  /** Goes over white space or anything else; a tab that is gone through in part becomes spaces. */
  advance(columns: number): void {
    const to = this.#column + columns;
    while (this.#column < to) {
      if (this.text[this.position] === '\t') {
        const width = 4 - (this.#column % 4);
        if (width > to - this.#column) {
          const { text, position } = this;
          this.text = text.slice(0, position) + ' '.repeat(width) + text.slice(position + 1);
        } else {
          this.#column += width - 1;
        }
      }
      this.position += 1;
      this.#column += 1;
    }
    this.#look();
  }

  /** What a sticky pattern finds behind the white space. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#nextPosition;
    return pattern.exec(this.text);
  }

  /** What is left of the line. */
  rest(): string {
    return this.text.slice(this.position);
  }

  #look(): void {
    let column = this.#column;
    let position = this.position;
    for (; ; position += 1) {
      const character = this.text[position];
      // A byte order mark is none of the text.
      if (character === ' ' || character === '\ufeff') column += 1;
      else if (character === '\t') column += 4 - (column % 4);
      else break;
    }
    this.#nextPosition = position;
    this.indent = column - this.#column;
    this.blank = position >= this.text.length;
  }
}
