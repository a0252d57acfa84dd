import type { Inline } from './inline.ts';
import type { Piece } from './inline-pieces.ts';

const space = /^\s?$/;
const punctuation = /^[\p{P}\p{S}]$/u;

/** A run of `*`, `_` or `~` that is still text. */
interface Run {
  piece: Piece;
  mark: string;
  /** Where it is among all runs, for telling which were tried in vain. */
  order: number;
  /** Its length as written. */
  length: number;
  opening: boolean;
  closing: boolean;
}

/** The delimiter stack of https://spec.commonmark.org/0.31.2/#phase-2-inline-structure */
export class Delimiters {
  readonly #runs: Run[] = [];
  #order = 0;
  /** The first run that was not yet tried as a closer. */
  #tried = 0;
  readonly #bottoms = new Map<string, number>();

  get length(): number {
    return this.#runs.length;
  }

  /** Puts the run at a place of a text on the stack, unless it can neither open nor close. */
  add(piece: Piece, text: string, start: number): boolean {
    const mark = piece.text[0]!;
    const { length } = piece.text;
    const end = start + length;
    const wide = text.codePointAt(start - 2)! > 0xffff;
    const before = text.slice(Math.max(0, wide ? start - 2 : start - 1), start);
    const after = end < text.length ? String.fromCodePoint(text.codePointAt(end)!) : '';
    if (mark === '~' && length > 2) return false;
    const spaceBefore = space.test(before);
    const spaceAfter = space.test(after);
    const markBefore = punctuation.test(before);
    const markAfter = punctuation.test(after);
    const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
    const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
    const opening = left && (mark !== '_' || !right || markBefore);
    const closing = right && (mark !== '_' || !left || markAfter);
    if (!opening && !closing) return false;
    this.#runs.push({ piece, mark, order: ++this.#order, length, opening, closing });
    return true;
  }

  /** Matches what can be matched above a height of the stack, and takes it off there. */
  close(height: number): void {
    this.#match(height, new Map());
    this.#runs.length = height;
    this.#tried = Math.min(this.#tried, height);
  }

  /** Matches what can be matched for good as long as no bracket is open. */
  settle(): void {
    this.#match(0, this.#bottoms);
    this.#tried = this.#runs.length;
  }

  /** Lets what is open go on to the end of the text, as it looks while it is being written. */
  assume(): void {
    for (const { piece, mark, opening } of this.#runs) {
      if (!opening) continue;
      let rest = piece.text.length;
      for (; rest > 0; rest -= rest > 1 ? 2 : 1) piece.opens.push(element(mark, Math.min(rest, 2)));
      piece.text = '';
    }
    this.#runs.length = 0;
  }

  #match(height: number, bottoms: Map<string, number>): void {
    const runs = this.#runs;
    let kept = Math.max(height, bottoms === this.#bottoms ? this.#tried : height);
    const end = runs.length;
    let top = kept;
    for (let index = kept; index < end; index += 1) {
      const closer = runs[index]!;
      while (closer.closing && closer.piece.text) {
        const key = `${closer.mark}${closer.opening}${closer.length % 3}`;
        const bottom = bottoms.get(key) ?? 0;
        let found = top - 1;
        while (found >= height && runs[found]!.order > bottom && !matches(runs[found]!, closer))
          found -= 1;
        if (found < height || runs[found]!.order <= bottom) {
          bottoms.set(key, closer.order - 1);
          break;
        }
        const opener = runs[found]!;
        const used = Math.min(opener.piece.text.length, closer.piece.text.length, 2);
        opener.piece.text = opener.piece.text.slice(used);
        opener.piece.opens.push(element(opener.mark, used));
        closer.piece.text = closer.piece.text.slice(used);
        closer.piece.closes += 1;
        top = opener.piece.text ? found + 1 : found;
      }
      if (closer.opening && closer.piece.text) runs[top++] = closer;
    }
    kept = top;
    runs.length = kept;
  }
}

function element(mark: string, width: number): Inline {
  const type = mark === '~' ? 'del' : width === 2 ? 'strong' : 'em';
  return { type, children: [] };
}

/** https://spec.commonmark.org/0.31.2/#can-open-emphasis, rules 9 and 10; tildes only as many as there are. */
function matches(opener: Run, closer: Run): boolean {
  if (opener.mark !== closer.mark || !opener.opening) return false;
  if (closer.mark === '~') return opener.length === closer.length;
  if (!opener.closing && !closer.opening) return true;
  return (
    (opener.length + closer.length) % 3 !== 0 ||
    (opener.length % 3 === 0 && closer.length % 3 === 0)
  );
}
