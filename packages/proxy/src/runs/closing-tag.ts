const closing = '</think>';
/** More blanks than this around the tag, and it is none. */
const longestPause = 100;

interface Found {
  /** What stands before the tag. */
  before: string;
  /** The beginning of what follows it. */
  after: string;
}

/**
 * Looks for `</think>` where nothing was opened: some models are made to think before they say a word. Only a line of
 * its own ends thinking, outside fenced code, and only when an answer follows.
 */
export class ClosingTag {
  /** The beginning of the current line, as far as it has been passed on. */
  #line = '';
  #fence = '';
  /** What may still become the tag, or what is it while nothing has followed. */
  #held = '';

  /** Text that can be passed on, or the tag. */
  take(piece: string): string | Found {
    // Further on in a line that is text: most pieces of most replies.
    if (this.#held === '' && this.#line.length >= longestPause && !piece.includes('\n'))
      return piece;
    let rest = this.#held + piece;
    let passed = '';
    this.#held = '';
    for (;;) {
      const end = rest.indexOf('\n') + 1;
      const line = this.#line + (end === 0 ? rest : rest.slice(0, end));
      if (!this.#fence && mayBeTag(line)) {
        if (end === 0) return this.#hold(rest, passed);
        const after = rest.slice(end).trimStart();
        if (after) return { before: passed, after };
        if (rest.length < longestPause) return this.#hold(rest, passed);
      }
      if (end === 0) {
        this.#line = line.slice(0, longestPause);
        return passed + rest;
      }
      this.#fence = fenceAfter(line, this.#fence);
      this.#line = '';
      passed += rest.slice(0, end);
      rest = rest.slice(end);
    }
  }

  /** Gives back what was held: it is no tag. */
  end(): string {
    const held = this.#held;
    this.#held = '';
    return held;
  }

  #hold(held: string, passed: string): string {
    this.#held = held;
    return passed;
  }
}

/** Whether a line is the tag; one that has not ended, whether it may become it. */
function mayBeTag(line: string): boolean {
  const text = line.trim();
  if (line.endsWith('\n')) return text === closing;
  return text !== '' && closing.startsWith(text) && line.length < longestPause;
}

/** What code is fenced by after a line; `''` outside. */
function fenceAfter(line: string, fence: string): string {
  const [, marks = '', info = ''] = /^ {0,3}(`{3,}|~{3,})(.*)/.exec(line) ?? [];
  if (!fence) return marks;
  return marks.startsWith(fence) && info.trim() === '' ? '' : fence;
}
