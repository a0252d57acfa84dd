import { type Definition, LabelParts, normalizeLabel } from './label-parts.ts';
import type { Target } from './link-parts.ts';
import type { Bracket, FoundTarget } from './link-targets.ts';

/** Who is to be shown anew when a label gets a meaning. */
export interface Waiting {
  reset(): void;
}

/** What labels mean: link definitions, and the footnotes there are. A footnote's label begins with `^`. */
export class References {
  readonly #links = new Map<string, Target>();
  readonly #notes = new Set<string>();
  readonly #waiting = new Map<string, Set<Waiting>>();
  /** How many labels of theirs have got a meaning, and how many they were shown anew for. */
  readonly #defined = new Map<Waiting, number>();
  readonly #shown = new WeakMap<Waiting, number>();
  /** The last text that was only looked at, without its definitions. */
  #looked: { text: string; lines: string[] } | undefined;

  /** Where the link goes whose bracket was just closed before `position`, by its label. */
  find(
    text: string,
    bracket: Bracket,
    position: number,
    waiting: Waiting | undefined,
  ): FoundTarget | undefined {
    const parts = new LabelParts(text, position);
    let label = parts.label();
    if (label === undefined) {
      parts.position = position;
      if (parts.take('[') && !parts.take(']')) parts.position = position;
      if (bracket.followed || position - bracket.start > 1000) return undefined;
      label = text.slice(bracket.start, position - 1);
    }
    const name = normalizeLabel(label);
    const target = this.#links.get(name);
    if (target) return { target, end: parts.position };
    if (name) this.#wait(name, waiting);
    return undefined;
  }

  /** A footnote's name, if there is one with this label. */
  note(label: string, waiting: Waiting | undefined): string | undefined {
    const name = `^${normalizeLabel(label)}`;
    if (this.#notes.has(name)) return name;
    this.#wait(name, waiting);
    return undefined;
  }

  /** A footnote's name; `learn` says whether it is to be kept. Of two with one label the second has none. */
  defineNote(label: string, learn: boolean): string {
    const name = `^${normalizeLabel(label)}`;
    if (!learn) return name;
    if (this.#notes.has(name)) return '^';
    this.#notes.add(name);
    this.#define(name);
    return name;
  }

  /**
   * Takes the definitions off the start of a paragraph; `learn` says whether they are to be kept. The first
   * definition of a label is the one that counts.
   */
  strip(text: string, learn: boolean): string[] {
    if (!learn && this.#looked?.text === text) return this.#looked.lines;
    const parts = new LabelParts(text, 0);
    let end = 0;
    for (
      let found: Definition | undefined = parts.definition();
      found;
      found = parts.definition()
    ) {
      end = parts.position;
      const name = normalizeLabel(found.label);
      if (!learn || this.#links.has(name)) continue;
      this.#links.set(name, found.target);
      this.#define(name);
    }
    const lines = end < text.length ? text.slice(end).split('\n') : [];
    if (!learn) this.#looked = { text, lines };
    return lines;
  }

  /**
   * Those whose label has got a meaning. Who had many is told again only after a tenth more have, or when there are
   * no more to come.
   */
  takeDefined(all: boolean): Waiting[] {
    const taken: Waiting[] = [];
    for (const [one, count] of this.#defined) {
      const before = this.#shown.get(one) ?? 0;
      if (!all && count * 10 < before) continue;
      this.#shown.set(one, before + count);
      this.#defined.delete(one);
      taken.push(one);
    }
    return taken;
  }

  #wait(name: string, waiting: Waiting | undefined): void {
    if (!waiting) return;
    const all = this.#waiting.get(name) ?? new Set();
    this.#waiting.set(name, all.add(waiting));
  }

  #define(name: string): void {
    for (const one of this.#waiting.get(name) ?? [])
      this.#defined.set(one, (this.#defined.get(one) ?? 0) + 1);
    this.#waiting.delete(name);
  }
}
