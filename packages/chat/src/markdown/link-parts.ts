import { rareSyntax } from './rare-syntax.ts';
import { TextCursor } from './text-cursor.ts';

const spaces = /[ \t]*\n?[ \t]*/y;
const pointy = /<((?:[^<>\n\\]|\\.)*)>/y;
const title = /"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|\(((?:[^()\\]|\\[\s\S])*)\)/y;
const maxParentheses = 32;

/** Where a link goes. */
export interface Target {
  href: string;
  title: string | undefined;
}

/** Reads the parts of links from one text, going forward. */
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
}

/** Resolves character references and backslash escapes. */
function decodeText(text: string): string {
  const rare = /&#?\w+;/.test(text) && rareSyntax();
  return rare ? rare.decodeText(text) : text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
