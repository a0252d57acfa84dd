import { LinkParts, normalizeLabel, type Target } from './link-parts.ts';

/** What labels mean: link definitions, and the footnotes there are. */
export class References {
  readonly #links = new Map<string, Target>();
  readonly #notes = new Set<string>();
  /** Told of every label that gets a meaning. A footnote's begins with `^`. */
  onDefine: ((label: string) => void) | undefined;

  link(label: string): Target | undefined {
    return this.#links.get(normalizeLabel(label));
  }

  hasNote(label: string): boolean {
    return this.#notes.has(normalizeLabel(label));
  }

  /** The first definition of a label is the one that counts. */
  defineNote(label: string): boolean {
    const name = normalizeLabel(label);
    if (this.#notes.has(name)) return false;
    this.#notes.add(name);
    this.onDefine?.(`^${name}`);
    return true;
  }

  /** Takes the definitions off the start of a paragraph; `learn` says whether they are to be kept. */
  strip(lines: readonly string[], learn: boolean): string[] {
    if (!lines[0]?.startsWith('[')) return lines as string[];
    const text = lines.join('\n');
    const parts = new LinkParts(text, 0);
    let end = 0;
    for (let found = parts.definition(); found; found = parts.definition()) {
      end = parts.position;
      const name = normalizeLabel(found.label);
      if (!learn || this.#links.has(name)) continue;
      this.#links.set(name, found.target);
      this.onDefine?.(name);
    }
    if (end === 0) return lines as string[];
    return end < text.length ? text.slice(end).split('\n') : [];
  }
}
