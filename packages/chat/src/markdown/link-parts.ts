import { decodeText } from './entities.ts';
import { TextCursor } from './text-cursor.ts';

const spaces = /[ \t]*\n?[ \t]*/y;
const pointy = /<((?:[^<>\n\\]|\\.)*)>/y;
const title = /"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|\(((?:[^()\\]|\\[\s\S])*)\)/y;
const label = /\[((?:[^\\[\]]|\\[\s\S]?){1,999})\]/y;
const maxParentheses = 32;

/** Where a link goes. */
export interface Target {
  href: string;
  title: string | undefined;
}

/** Reads the parts of links and of their definitions from one text, going forward. */
export class LinkParts extends TextCursor {
  /** Whether the character is here; it is gone over. */
  take(character: string): boolean {
    if (this.text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  /** Goes over white space with at most one line ending; whether there was any. */
  space(): boolean {
    return this.match(spaces)![0] !== '';
  }

  /** A label in brackets, of 999 characters at most. */
  label(): string | undefined {
    const found = this.match(label)?.[1];
    return found?.trim() ? found : undefined;
  }

  destination(): string | undefined {
    if (this.text[this.position] === '<') {
      const found = this.match(pointy);
      return found ? decodeText(found[1]!) : undefined;
    }
    const start = this.position;
    let depth = 0;
    for (; this.position < this.text.length; this.position += 1) {
      const character = this.text[this.position]!;
      if (character === '\\' && /[!-/:-@[-`{-~]/.test(this.text[this.position + 1] ?? '')) {
        this.position += 1;
      } else if (character === '(') {
        if (++depth > maxParentheses) return undefined;
      } else if (character === ')') {
        if (--depth < 0) break;
      } else if (character <= ' ' || character === '\x7f') {
        break;
      }
    }
    if (depth > 0 || this.position === start) return depth > 0 ? undefined : '';
    return decodeText(this.text.slice(start, this.position));
  }

  title(): string | undefined {
    const found = this.match(title);
    return found ? decodeText(found[1] ?? found[2] ?? found[3]!) : undefined;
  }

  /** Goes to the end of the line if there is nothing but white space before it. */
  lineEnd(): boolean {
    return this.match(/[ \t]*(?:\n|$)/y) !== null;
  }

  /** `(destination "title")` behind a link's text. */
  inline(): Target | undefined {
    if (!this.take('(')) return undefined;
    this.space();
    const href = this.destination();
    if (href === undefined) return undefined;
    const text = this.space() ? this.title() : undefined;
    this.space();
    return this.take(')') ? { href, title: text } : undefined;
  }

  /** `[label]: destination "title"` with the end of its line. */
  definition(): { label: string; target: Target } | undefined {
    const name = this.label();
    if (name === undefined || !this.take(':')) return undefined;
    this.space();
    const start = this.position;
    const href = this.destination();
    if (href === undefined || this.position === start) return undefined;
    const end = this.position;
    const text = this.space() ? this.title() : undefined;
    if (text !== undefined && this.lineEnd()) return { label: name, target: { href, title: text } };
    this.position = end;
    return this.lineEnd() ? { label: name, target: { href, title: undefined } } : undefined;
  }
}

/** Labels that differ in case or white space are one: https://spec.commonmark.org/0.31.2/#matches */
export function normalizeLabel(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}
