import type { StreamParser } from '@codemirror/streamparser';
import { kinds } from './color-styles.ts';
import { LineReader, type Token } from './line-reader.ts';
import { visibleLines } from './visible-lines.ts';

/** Where colour is not worth its time any more: what follows stays plain. */
const maxLength = 300_000;
const maxTime = 500;
/** A line may take longer once or twice: then it was the machine that was busy. */
const maxLineTime = 25;
const maxDearLines = 2;
/** While it is written a long block goes on without: its ranges would cost time in every frame. */
const longWhileWritten = 1000;

/** One block of code: what was read of it, and which of its tokens are painted. */
export class ColoredCode {
  readonly text: Text;
  mode: StreamParser<unknown> | undefined;
  /** Whether no more code follows. */
  whole = false;
  #reader: LineReader | undefined;
  /** The tokens of each line that was read, and where each line starts. */
  #lines: Token[][] = [];
  #starts = [0];
  #stopped = false;
  #spent = 0;
  #dearLines = 0;
  /** The ranges that are painted, by line. */
  readonly #painted = new Map<number, (readonly [kind: number, range: StaticRange])[]>();

  constructor(text: Text) {
    this.text = text;
  }

  /** Whether there are lines to be read; the last one only when nothing follows it. */
  get unread(): boolean {
    return this.mode !== undefined && !this.#stopped && this.#nextEnd() !== undefined;
  }

  /** Reads lines for a while. */
  read(until: number): void {
    if (this.text.length < this.#starts.at(-1)! - 1) this.#forget();
    for (let now = performance.now(); this.unread && now < until; ) {
      const before = now;
      const end = this.#nextEnd()!;
      this.#reader ??= new LineReader(this.mode!);
      this.#lines.push(this.#reader.read(this.text.data.slice(this.#starts.at(-1), end)));
      this.#starts.push(end + 1);
      now = performance.now();
      this.#spent += now - before;
      if (now - before > maxLineTime) this.#dearLines += 1;
      this.#stopped = end > maxLength || this.#dearLines > maxDearLines || this.#spent > maxTime;
    }
  }

  /** Paints what is in view alone: the browser goes over all ranges whenever anything changes. */
  paint(): void {
    const [first, last] = visibleLines(this.text, this.#starts);
    for (const line of this.#painted.keys()) if (line < first || line > last) this.#unpaint(line);
    for (let line = first; line <= last && line < this.#lines.length; line += 1) {
      if (!this.whole && this.#starts[line]! > longWhileWritten) return;
      if (!this.#painted.has(line)) this.#paint(line);
    }
  }

  unpaint(): void {
    for (const line of this.#painted.keys()) this.#unpaint(line);
  }

  #nextEnd(): number | undefined {
    const { text, whole } = this;
    const start = this.#starts.at(-1)!;
    const end = text.data.indexOf('\n', start);
    if (end >= 0) return end;
    return whole && start < text.length ? text.length : undefined;
  }

  #paint(line: number): void {
    const { text } = this;
    const start = this.#starts[line]!;
    const ranges = this.#lines[line]!.map(([from, to, kind]) => {
      const range = new StaticRange({
        startContainer: text,
        startOffset: start + from,
        endContainer: text,
        endOffset: start + to,
      });
      highlightOf(kind).add(range);
      return [kind, range] as const;
    });
    this.#painted.set(line, ranges);
  }

  #unpaint(line: number): void {
    for (const [kind, range] of this.#painted.get(line) ?? []) highlightOf(kind).delete(range);
    this.#painted.delete(line);
  }

  /** The text is another one. */
  #forget(): void {
    this.unpaint();
    this.#reader = undefined;
    this.#lines = [];
    this.#starts = [0];
    this.#stopped = false;
  }
}

/** There is one registry a document, whatever instances and shadow roots it has. */
function highlightOf(kind: number): Highlight {
  const name = `nexevo-${kinds[kind]!}`;
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, highlight);
  return highlight;
}
