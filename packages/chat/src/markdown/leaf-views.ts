import type { Block } from './block.ts';
import { patchInlines, updateText } from './inline-elements.ts';
import { InlineParser } from './inline-parser.ts';
import { knownSyntax, rareSyntax } from './rare-syntax.ts';
import type { RenderContext } from './render-context.ts';

/** From this much unsettled text on, it is read again only after it grew by a tenth. */
const longTail = 2000;
/** How much text is settled at a time. */
const settleAfter = 200;

/** A leaf of inline Markdown: only what is not settled is read again. */
export class InlineView {
  readonly #element: Element;
  readonly #context: RenderContext;
  #block: Block | undefined;
  /** The last settled node, where its text ends, and the text right before that. */
  #last: ChildNode | null = null;
  #line = 0;
  #offset = 0;
  #before = '';
  #length = 0;

  constructor(element: Element, context: RenderContext) {
    this.#element = element;
    this.#context = context;
  }

  /** Something it says means something else now. */
  reset(): void {
    this.#forget();
    if (this.#block?.state === 2) this.update(this.#block);
  }

  #forget(): void {
    this.#last = null;
    this.#line = this.#offset = this.#length = 0;
    this.#before = '';
  }

  update(block: Block): void {
    this.#block = block;
    const streaming = block.state !== 2;
    const lines = streaming && block.type === 'paragraph' ? certainLines(block.lines) : block.lines;
    if (!(lines[this.#line] ?? '').slice(0, this.#offset).endsWith(this.#before)) this.#forget();
    const tail = lines.slice(this.#line);
    tail[0] = tail[0]?.slice(this.#offset) ?? '';
    const text = tail.join('\n');
    if (streaming && text.length > longTail && text.length < this.#length * 1.1) return;
    this.#length = text.length;
    this.#show(text, streaming);
  }

  #show(text: string, streaming: boolean): void {
    const context = this.#context;
    context.scanned += text.length;
    const parser = new InlineParser(
      text,
      { references: context.references, waiting: this },
      { streaming },
    );
    const { settled, rest, offset } = parser.parse();
    knownSyntax()?.decodeLater(this);
    patchInlines(this.#element, this.#last, [...settled, ...rest], context);
    if (offset < settleAfter || settled.length === 0) return;
    let last = this.#last ? this.#last.nextSibling! : this.#element.firstChild!;
    for (let count = settled.length; count > 1; count -= 1) last = last.nextSibling!;
    this.#last = last;
    this.#length = 0;
    const done = text.slice(0, offset).split('\n');
    this.#offset = (done.length > 1 ? 0 : this.#offset) + done.at(-1)!.length;
    this.#line += done.length - 1;
    this.#before = done.at(-1)!.slice(-16);
  }
}

/** Without what may yet turn out to be a definition or a table. */
function certainLines(lines: readonly string[]): readonly string[] {
  if (/^\[[^\]]*\]:/.test(lines[0] ?? '')) return [];
  if (!lines.at(-1)?.startsWith('|')) return lines;
  // Until tables can be read, none of it flashes up as text.
  return lines.slice(0, rareSyntax() ? -1 : lines.findIndex((line) => line.startsWith('|')));
}

/** A leaf of text as it is: however long it gets, it is one text node that is added to. */
export class TextView {
  readonly node = new Text();
  #count = 0;
  #last = '';

  update(lines: readonly string[], context: RenderContext): void {
    const { length } = lines;
    const grown =
      length >= this.#count && this.#count > 0 && lines[this.#count - 1]!.startsWith(this.#last);
    if (!grown) {
      updateText(this.node, lines.join('\n'));
    } else {
      const text = [
        lines[this.#count - 1]!.slice(this.#last.length),
        ...lines.slice(this.#count),
      ].join('\n');
      if (text) this.node.appendData(text);
      context.scanned += text.length;
    }
    this.#count = length;
    this.#last = lines.at(-1) ?? '';
  }
}
