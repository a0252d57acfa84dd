/** Finds where spans of code end, in one pass over a text however many runs of backticks it has. */
export class CodeSpans {
  readonly #text: string;
  /** The last place of each length of run. */
  #last: Map<number, number> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The run of this length at or behind a place, if there is one. */
  closing(length: number, from: number): number | undefined {
    if (!this.#last) {
      this.#last = new Map();
      for (const run of this.#text.matchAll(/`+/g)) this.#last.set(run[0].length, run.index);
    }
    if ((this.#last.get(length) ?? -1) < from) return undefined;
    const runs = /`+/g;
    runs.lastIndex = from;
    let run = runs.exec(this.#text)!;
    while (run[0].length !== length) run = runs.exec(this.#text)!;
    return run.index;
  }
}

/** A span's content: one line, without the space that keeps backticks apart from the marks. */
export function codeText(source: string): string {
  const code = source.replaceAll('\n', ' ');
  const padded = code.startsWith(' ') && code.endsWith(' ') && /[^ ]/.test(code);
  return padded ? code.slice(1, -1) : code;
}
