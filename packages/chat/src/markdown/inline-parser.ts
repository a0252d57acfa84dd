import type { OpenTag } from './angles.ts';
import { CodeSpans, codeText } from './code-spans.ts';
import { Delimiters } from './delimiters.ts';
import { buildInlines, InlinePieces, type InlineResult, type Piece } from './inline-pieces.ts';
import { type Bracket, findTarget, type InlineContext } from './link-targets.ts';
import { findAddress, findFormula, rareSyntax } from './rare-syntax.ts';
import { TextCursor } from './text-cursor.ts';
import { isHalfTarget, maxGuess, withoutHalfMarks } from './undecided.ts';

const plain = /[^\n\\`*_~[\]!<&:.@$]+/y;
const entity = /&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,31});/iy;
const note = /\[\^([^\]\s[]{1,99})\]/y;
/** Reads inline Markdown: https://spec.commonmark.org/0.31.2/#phase-2-inline-structure */
export class InlineParser extends TextCursor {
  readonly #context: InlineContext;
  readonly #streaming: boolean;
  readonly #pieces = new InlinePieces();
  readonly #codeSpans = new CodeSpans(this.text);
  readonly #delimiters = new Delimiters();
  readonly #brackets: Bracket[] = [];
  /** Links hold no links: brackets below this height can only become pictures. */
  #inactive = 0;
  /** Ends of raw HTML that were looked for in vain. */
  readonly #absent = new Set<string>();
  /** Open elements of the safe few. */
  readonly #tags: OpenTag[] = [];
  /** Whether something is open that only the end of the text closes. */
  #open = false;
  #safe = { pieces: 0, offset: 0 };

  constructor(text: string, context: InlineContext, { streaming }: { streaming: boolean }) {
    super(streaming ? withoutHalfMarks(text) : text.trimEnd(), 0);
    this.#context = context;
    this.#streaming = streaming;
  }

  parse(): InlineResult {
    while (this.position < this.text.length) this.#step();
    this.#delimiters.settle();
    if (this.#streaming) {
      this.#delimiters.assume();
      const { index = 0, start = -maxGuess } = this.#brackets.at(-1) ?? {};
      if (this.text.length - start < maxGuess) this.#pieces.list[index]!.text = '';
    }
    const { pieces, offset } = this.#safe;
    return {
      settled: buildInlines(this.#pieces.list, 0, pieces),
      rest: buildInlines(this.#pieces.list, pieces, this.#pieces.length),
      offset,
    };
  }

  #step(): void {
    const text = this.text;
    const start = this.position;
    const run = this.match(plain)?.[0];
    if (run) {
      this.#pieces.text(run.slice(this.#markSafe(run, start)));
      return;
    }
    const character = text[start]!;
    if (character === '\n') {
      this.position += 1;
      this.#pieces.lineEnd();
    } else if (/[$\\]/.test(character) && this.#math()) return;
    else if (character === '\\') this.#escape();
    else if (character === '`') this.#code();
    else if (/[*_~]/.test(character)) this.#delimiter();
    else if (character === '[') this.#openBracket(1);
    else if (character === '!' && text[start + 1] === '[') this.#openBracket(2);
    else if (character === ']') this.#closeBracket();
    else if (character === '<') this.#angle();
    else this.#character(character);
  }

  /** A character that is text, unless it is in the middle of something longer. */
  #character(character: string): void {
    const reference = character === '&' && this.match(entity);
    if (reference) this.#pieces.text(rareSyntax()?.decodeEntities(reference[0]) ?? reference[0]);
    else if (!/[:.@]/.test(character) || !this.#address()) {
      this.#pieces.text(this.match(/\$+|[\s\S]/y)![0]);
    }
  }

  /** A word behind a single space, where nothing is open, begins afresh: what was before it is settled. */
  #markSafe(run: string, start: number): number {
    if (!this.#streaming || this.#open || this.#nested()) return 0;
    const space = run.lastIndexOf(' ', run.length - 2);
    if (space < 1 || run[space - 1] === ' ' || run[space + 1] === ' ') return 0;
    this.#delimiters.settle();
    if (this.#delimiters.length > 0) return 0;
    this.#pieces.text(run.slice(0, space + 1));
    this.#pieces.cut();
    this.#safe = { pieces: this.#pieces.length, offset: start + space + 1 };
    return space + 1;
  }

  #nested(): boolean {
    return this.#brackets.length > 0 || this.#tags.length > 0;
  }

  #escape(): void {
    const next = /[\n!-/:-@[-`{-~]/.exec(this.text[this.position + 1] ?? '')?.[0] ?? '';
    this.position += 1 + next.length;
    if (next === '\n') this.#pieces.node({ type: 'break' });
    else this.#pieces.text(next || '\\');
  }

  #code(): void {
    const text = this.text;
    const { length } = this.match(/`+/y)![0];
    const start = this.position;
    let end = this.#codeSpans.closing(length, start);
    if (end === undefined) {
      this.#open = true;
      if (!this.#streaming || text.length - start > maxGuess) {
        this.#pieces.text('`'.repeat(length));
        return;
      }
      // While it is written it looks like the code it will be.
      end = text.length;
    }
    this.position = Math.min(end + length, text.length);
    this.#pieces.node({ type: 'code', text: codeText(text.slice(start, end)) });
  }

  /** A formula. What may become one is held back. */
  #math(): boolean {
    const found = findFormula(this.text, this.position);
    if (!found?.whole && !(found && this.#streaming)) return false;
    const { source, whole } = found;
    this.#open ||= !whole;
    this.position += source.length;
    if (whole) this.#pieces.node({ type: 'math', text: source });
    return source !== '';
  }

  #delimiter(): void {
    const start = this.position;
    const piece: Piece = { text: this.match(/(.)\1*/y)![0], opens: [], closes: 0 };
    if (!this.#delimiters.add(piece, this.text, start)) {
      this.#pieces.text(piece.text);
      return;
    }
    this.#pieces.push(piece);
    if (!this.#nested()) this.#delimiters.settle();
  }

  #openBracket(width: 1 | 2): void {
    const { references, waiting } = this.#context;
    const start = this.position;
    const label = references && width === 1 && this.match(note)?.[1];
    const name = label && references.note(label, waiting);
    if (name) {
      this.#pieces.node({ type: 'note', text: name });
      return;
    }
    this.position = start + width;
    const last = this.#brackets.at(-1);
    if (last) last.followed = true;
    this.#brackets.push({
      index: this.#pieces.length,
      image: width === 2,
      start: this.position,
      height: this.#delimiters.length,
      followed: false,
    });
    this.#pieces.push({ text: width === 1 ? '[' : '![', opens: [], closes: 0 });
  }

  #closeBracket(): void {
    const bracket = this.#brackets.pop();
    const height = this.#brackets.length;
    const active = bracket && (bracket.image || height >= this.#inactive);
    this.#inactive = Math.min(this.#inactive, height);
    this.position += 1;
    if (!active) {
      this.#pieces.text(']');
      return;
    }
    const found = findTarget(this.text, bracket, this.position, this.#context);
    if (found) {
      this.position = found.end;
      this.#delimiters.close(bracket.height);
      while ((this.#tags.at(-1)?.index ?? 0) > bracket.index) this.#tags.pop();
      const type = bracket.image ? 'image' : 'link';
      this.#pieces.wrap(bracket.index, { type, ...found.target, children: [] });
      if (bracket.image) return;
      this.#pieces.unlink(bracket.index);
      this.#inactive = height;
    } else if (this.#streaming && isHalfTarget(this.text, this.position)) {
      this.#pieces.list[bracket.index]!.text = '';
      this.position = this.text.length;
    } else {
      this.#pieces.text(']');
    }
  }

  #angle(): void {
    const rare = /[a-z/!?]/i.test(this.text[this.position + 1] ?? '') ? rareSyntax() : undefined;
    const end = rare?.readAngle(this.text, this.position, {
      pieces: this.#pieces,
      delimiters: this.#delimiters,
      brackets: this.#brackets,
      tags: this.#tags,
      absent: this.#absent,
    });
    if (!end) {
      this.#open = true;
      this.#pieces.text('<');
    }
    this.position = end ?? this.position + 1;
  }

  /** An address as people write it; its first letters are in the last piece already. */
  #address(): boolean {
    const found = findAddress(this.text, this.position);
    const back = found ? this.position - found.start : 0;
    if (!found || !this.#pieces.takeBack(back)) return false;
    this.position = found.end;
    this.#pieces.link(this.text.slice(found.start, found.end), found.scheme);
    return true;
  }
}
