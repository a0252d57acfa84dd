import { findAddress } from './autolinks.ts';
import { Delimiters } from './delimiters.ts';
import { decodeEntities } from './entities.ts';
import { findHtml } from './html-inlines.ts';
import { buildInlines, type Inline, type Piece } from './inline.ts';
import { LinkParts, normalizeLabel, type Target } from './link-parts.ts';
import type { References } from './references.ts';
import { withoutHalfMarks } from './undecided.ts';

interface Bracket {
  /** Which of the pieces it is. */
  index: number;
  image: boolean;
  /** Where its text begins. */
  start: number;
  /** The delimiter stack's height below it. */
  height: number;
  /** Whether another bracket follows, which no label can hold. */
  followed: boolean;
}

const plain = /[^\n\\`*_~[\]!<&:.@]+/y;
const entity = /&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,31});/iy;
const autolink = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/iy;
const mailLink =
  /<([\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)>/iy;
const note = /\[\^([^\]\s[]{1,99})\]/y;
/** How much unfinished text may be taken for the start of a link or of code. */
const maxGuess = 400;

/** What a text's inline Markdown is, and how far of it nothing to come can change. */
export interface InlineResult {
  settled: Inline[];
  rest: Inline[];
  offset: number;
}

/** What the parser asks while it reads. */
export interface InlineContext {
  references: References;
  /** Told of every label that has no meaning yet. */
  onMissing(label: string): void;
}

/** Reads inline Markdown: https://spec.commonmark.org/0.31.2/#phase-2-inline-structure */
export class InlineParser {
  readonly #text: string;
  readonly #context: InlineContext;
  readonly #streaming: boolean;
  readonly #pieces: Piece[] = [];
  readonly #delimiters = new Delimiters();
  readonly #brackets: Bracket[] = [];
  /** Links hold no links: brackets below this height can only become pictures. */
  #inactive = 0;
  #position = 0;
  /** The last place of each length of backticks, once it is needed. */
  #backticks: Map<number, number> | undefined;
  /** Ends of raw HTML that were looked for in vain. */
  readonly #absent = new Set<string>();
  /** Open elements of the safe few. */
  #tags: { name: string; index: number; height: number; brackets: number }[] = [];
  /** The last piece, if it is nothing but text. */
  #word: Piece | undefined;
  /** Whether something is open that only the end of the text closes. */
  #open = false;
  #safe = { pieces: 0, offset: 0 };

  constructor(text: string, context: InlineContext, { streaming }: { streaming: boolean }) {
    this.#text = streaming ? withoutHalfMarks(text) : text.trimEnd();
    this.#context = context;
    this.#streaming = streaming;
  }

  parse(): InlineResult {
    while (this.#position < this.#text.length) this.#step();
    this.#delimiters.settle();
    if (this.#streaming) {
      this.#delimiters.assume();
      const last = this.#brackets.at(-1);
      if (last && this.#text.length - last.start < maxGuess) this.#pieces[last.index]!.text = '';
    }
    const { pieces, offset } = this.#safe;
    return {
      settled: buildInlines(this.#pieces, 0, pieces),
      rest: buildInlines(this.#pieces, pieces, this.#pieces.length),
      offset,
    };
  }

  #step(): void {
    const text = this.#text;
    const start = this.#position;
    const run = this.#match(plain);
    if (run) {
      return this.#add(run[0].slice(this.#markSafe(run[0], start)));
    }
    const character = text[start]!;
    if (character === '\n') return this.#lineEnd();
    if (character === '\\') return this.#escape();
    if (character === '`') return this.#code();
    if (/[*_~]/.test(character)) return this.#delimiter(character);
    if (character === '[') return this.#openBracket(1);
    if (character === '!' && text[start + 1] === '[') return this.#openBracket(2);
    if (character === ']') return this.#closeBracket();
    if (character === '<') return this.#angle();
    const reference = character === '&' && this.#match(entity);
    if (reference) return this.#add(decodeEntities(reference[0]));
    if (/[:.@]/.test(character) && this.#address(character)) return;
    this.#position += 1;
    this.#add(character);
  }

  /** A word behind a single space, where nothing is open, begins afresh: what was before it is settled. */
  #markSafe(run: string, start: number): number {
    if (!this.#streaming || this.#open || this.#nested()) return 0;
    const space = run.lastIndexOf(' ', run.length - 2);
    if (space < 1 || run[space - 1] === ' ' || run[space + 1] === ' ') return 0;
    this.#delimiters.settle();
    if (this.#delimiters.length > 0) return 0;
    this.#add(run.slice(0, space + 1));
    this.#word = undefined;
    this.#safe = { pieces: this.#pieces.length, offset: start + space + 1 };
    return space + 1;
  }

  #nested(): boolean {
    return this.#brackets.length > 0 || this.#tags.length > 0;
  }

  #lineEnd(): void {
    this.#position += 1;
    const word = this.#word?.text ?? '';
    const text = word.trimEnd();
    if (this.#word) this.#word.text = text;
    if (word.endsWith('  ')) this.#push({ type: 'break' });
    else this.#add('\n');
  }

  #escape(): void {
    const next = this.#text[this.#position + 1] ?? '';
    this.#position += 2;
    if (next === '\n') this.#push({ type: 'break' });
    else if (/[!-/:-@[-`{-~]/.test(next)) this.#add(next);
    else {
      this.#position -= 1;
      this.#add('\\');
    }
  }

  #code(): void {
    const text = this.#text;
    const { length } = this.#match(/`+/y)![0];
    const start = this.#position;
    if (!this.#backticks) {
      this.#backticks = new Map();
      for (const run of text.matchAll(/`+/g)) this.#backticks.set(run[0].length, run.index);
    }
    let end = text.length;
    if ((this.#backticks.get(length) ?? 0) >= start) {
      const runs = /`+/g;
      runs.lastIndex = start;
      let run = runs.exec(text)!;
      while (run[0].length !== length) run = runs.exec(text)!;
      end = run.index;
      this.#position = runs.lastIndex;
    } else {
      this.#open = true;
      // While it is written it looks like the code it will be.
      if (!this.#streaming || end - start > maxGuess) return this.#add('`'.repeat(length));
      this.#position = end;
    }
    const code = text.slice(start, end).replaceAll('\n', ' ');
    const padded = code.startsWith(' ') && code.endsWith(' ') && /[^ ]/.test(code);
    this.#push({ type: 'code', text: padded ? code.slice(1, -1) : code });
  }

  #delimiter(mark: string): void {
    const text = this.#text;
    const start = this.#position;
    let end = start;
    while (text[end] === mark) end += 1;
    this.#position = end;
    const piece: Piece = { text: text.slice(start, end), opens: [], closes: 0 };
    const before =
      text.codePointAt(start - 2)! > 0xffff ? text.slice(start - 2, start) : text[start - 1];
    const after = end < text.length ? String.fromCodePoint(text.codePointAt(end)!) : '';
    if (!this.#delimiters.add(piece, before ?? '', after)) return this.#add(piece.text);
    this.#pushPiece(piece);
    if (!this.#nested()) this.#delimiters.settle();
  }

  #openBracket(width: 1 | 2): void {
    const found = width === 1 && this.#match(note);
    if (found) {
      if (this.#context.references.hasNote(found[1]!))
        return this.#push({ type: 'note', text: found[1]! });
      this.#context.onMissing(`^${normalizeLabel(found[1]!)}`);
      this.#position -= found[0].length;
    }
    this.#position += width;
    const last = this.#brackets.at(-1);
    if (last) last.followed = true;
    this.#brackets.push({
      index: this.#pieces.length,
      image: width === 2,
      start: this.#position,
      height: this.#delimiters.length,
      followed: false,
    });
    this.#pushPiece({ text: width === 1 ? '[' : '![', opens: [], closes: 0 });
  }

  #closeBracket(): void {
    const bracket = this.#brackets.pop();
    const height = this.#brackets.length;
    const active = bracket && (bracket.image || height >= this.#inactive);
    this.#inactive = Math.min(this.#inactive, height);
    this.#position += 1;
    if (!active) return this.#add(']');
    const target = this.#target(bracket);
    const piece = this.#pieces[bracket.index]!;
    if (target) {
      piece.text = '';
      piece.opens.push({ type: bracket.image ? 'image' : 'link', ...target, children: [] });
      this.#delimiters.close(bracket.height);
      this.#tags = this.#tags.filter(({ index }) => index < bracket.index);
      this.#pushPiece({ text: '', opens: [], closes: 1 });
      if (!bracket.image) this.#inactive = height;
    } else if (this.#isHalfLink()) {
      piece.text = '';
      this.#position = this.#text.length;
    } else {
      this.#add(']');
    }
  }

  #target(bracket: Bracket): Target | undefined {
    const end = this.#position;
    const parts = new LinkParts(this.#text, end);
    const target = parts.inline();
    if (target) {
      this.#position = parts.position;
      return target;
    }
    parts.position = end;
    let label = parts.label();
    if (label === undefined) {
      parts.position = end;
      if (parts.take('[') && !parts.take(']')) parts.position = end;
      if (bracket.followed || end - bracket.start > 1000) return undefined;
      label = this.#text.slice(bracket.start, end - 1);
    }
    const found = this.#context.references.link(label);
    if (found) this.#position = parts.position;
    else if (label.trim()) this.#context.onMissing(normalizeLabel(label));
    return found;
  }

  /** `[text](addr` while it is being written: only its text is shown. */
  #isHalfLink(): boolean {
    if (!this.#streaming || this.#text.length - this.#position > maxGuess) return false;
    const rest = this.#text.slice(this.#position);
    return rest === '' || (rest.startsWith('(') && !rest.includes(')'));
  }

  #angle(): void {
    const start = this.#position;
    const link = this.#match(autolink) ?? this.#match(mailLink);
    if (link)
      return this.#pushLink(
        link[1]!,
        link[1]!.includes(':') && !mailLink.test(link[0]) ? '' : 'mailto:',
      );
    const html = findHtml(this.#text, start, this.#absent);
    if (!html) {
      this.#open = true;
      this.#position += 1;
      return this.#add('<');
    }
    this.#position += html.length;
    const [, slash, tagName] = /^<(\/?)(sub|sup|kbd)>$/i.exec(html) ?? [];
    const name = tagName?.toLowerCase();
    if (name && !slash) {
      this.#tags.push({
        name,
        index: this.#pieces.length,
        height: this.#delimiters.length,
        brackets: this.#brackets.length,
      });
    }
    const tag = slash && this.#tags.at(-1);
    if (!tag || tag.name !== name) return this.#push({ type: 'html', text: html });
    this.#tags.pop();
    this.#delimiters.close(tag.height);
    this.#brackets.length = Math.min(this.#brackets.length, tag.brackets);
    const opening = this.#pieces[tag.index]!;
    opening.node = undefined;
    opening.opens.push({ type: tag.name as 'sub', children: [] });
    this.#pushPiece({ text: '', opens: [], closes: 1 });
  }

  /** An address as people write it; its first letters are in the last piece already. */
  #address(character: string): boolean {
    const found = findAddress(this.#text, this.#position, character);
    const back = found ? this.#position - found.start : 0;
    if (!found || !this.#word || this.#word.text.length < back) return false;
    if (back > 0) this.#word.text = this.#word.text.slice(0, -back);
    this.#position = found.end;
    this.#pushLink(this.#text.slice(found.start, found.end), found.scheme);
    return true;
  }

  #pushLink(text: string, scheme: string): void {
    const children: Inline[] = [{ type: 'text', text }];
    this.#push({ type: 'link', href: scheme + text, title: undefined, children });
  }

  #push(node: Inline): void {
    this.#pushPiece({ node, text: '', opens: [], closes: 0 });
  }

  #pushPiece(piece: Piece): void {
    this.#word = undefined;
    this.#pieces.push(piece);
  }

  #add(text: string): void {
    if (this.#word) this.#word.text += text;
    else {
      this.#pushPiece({ text, opens: [], closes: 0 });
      this.#word = this.#pieces.at(-1);
    }
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text);
    if (found) this.#position = pattern.lastIndex;
    return found;
  }
}
