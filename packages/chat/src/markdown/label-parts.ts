import { LinkParts, type Target } from './link-parts.ts';

const label = /\[((?:[^\\[\]]|\\[\s\S]){1,999})\]/y;

export interface Definition {
  label: string;
  target: Target;
}

/** Reads labels and their definitions from one text, going forward. */
export class LabelParts extends LinkParts {
  /** A label in brackets, of 999 characters at most. */
  label(): string | undefined {
    const found = this.match(label)?.[1];
    return found?.trim() ? found : undefined;
  }

  /** `[label]: destination "title"` with the end of its line. */
  definition(): Definition | undefined {
    const name = this.label();
    if (name === undefined || !this.take(':')) return undefined;
    this.space();
    const start = this.position;
    const href = this.destination();
    if (href === undefined || this.position === start) return undefined;
    const end = this.position;
    const text = this.space() ? this.title() : undefined;
    if (text !== undefined && this.#lineEnd())
      return { label: name, target: { href, title: text } };
    this.position = end;
    return this.#lineEnd() ? { label: name, target: { href, title: undefined } } : undefined;
  }

  /** Goes to the end of the line if there is nothing but white space before it. */
  #lineEnd(): boolean {
    return this.match(/[ \t]*(?:\n|$)/y) !== null;
  }
}

/** Labels that differ in case or white space are one: https://spec.commonmark.org/0.31.2/#matches */
export function normalizeLabel(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}
