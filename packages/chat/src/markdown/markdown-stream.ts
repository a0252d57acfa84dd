import { BlockParser } from './block-parser.ts';
import { BlockView } from './block-view.ts';
import { loadEntities } from './entities.ts';
import { Footnotes } from './footnotes.ts';
import { loadRareSyntax, missedRareSyntax } from './rare-syntax.ts';
import type { MarkdownOptions, RenderContext } from './render-context.ts';

export type { MarkdownOptions } from './render-context.ts';

/**
 * Shows Markdown that grows. Nothing is ever markup in a string: nothing a text says can become an
 * element, a handler or an address that was not chosen here.
 */
export class MarkdownStream {
  readonly #target: HTMLElement;
  readonly #options: MarkdownOptions;
  #parser!: BlockParser;
  #context!: RenderContext;
  #view!: BlockView;
  #footnotes: Footnotes | undefined;
  #text = '';
  #ended = false;

  /** The target's content is replaced. */
  constructor(target: HTMLElement, options: MarkdownOptions = {}) {
    this.#target = target;
    this.#options = options;
    this.#start();
  }

  /** How many characters were looked at so far: what the text cost. */
  get scanned(): number {
    return this.#parser.scanned + this.#context.scanned;
  }

  /** Adds text and shows it. */
  append(text: string): void {
    if (this.#ended) this.set(this.#text + text);
    else {
      this.#text += text;
      this.#parser.append(text);
      this.#parser.preview(() => this.#show());
    }
  }

  /** Shows this text; if it begins with the text so far, only what is new is read. */
  set(text: string): void {
    if (this.#ended || !text.startsWith(this.#text)) this.#start();
    if (text.length > this.#text.length) this.append(text.slice(this.#text.length));
  }

  /** No more text follows: `text`, if given, is all there is. */
  end(text = this.#text): void {
    if (this.#ended && text === this.#text) return;
    if (this.#ended || !text.startsWith(this.#text)) this.#start();
    this.#parser.append(text.slice(this.#text.length));
    this.#text = text;
    this.#parser.end();
    this.#ended = true;
    this.#context.renumber ||= this.#context.notes.size > 0;
    this.#show();
  }

  #start(): void {
    this.#parser = new BlockParser();
    this.#text = '';
    this.#ended = false;
    this.#footnotes = undefined;
    const { tree } = this.#parser;
    const waiting: RenderContext['waiting'] = new Map();
    const defined = new Set<{ reset(): void }>();
    this.#context = {
      options: this.#options,
      references: tree.references,
      waiting,
      defined,
      notes: new Map(),
      renumber: false,
      section: document.createElement('section'),
      undecoded: new Set(),
      scanned: 0,
    };
    tree.references.onDefine = (label) => {
      for (const view of waiting.get(label) ?? []) defined.add(view);
      waiting.delete(label);
    };
    this.#target.replaceChildren();
    this.#view = new BlockView(tree.root, this.#context, this.#target);
  }

  #show(): void {
    const context = this.#context;
    for (const view of context.defined) view.reset();
    context.defined.clear();
    this.#view.update(this.#parser.tree.root);
    if (context.undecoded.size > 0) void this.#decode(context);
    if (missedRareSyntax()) void this.#readAgain(context);
    if (!context.renumber) return;
    context.renumber = false;
    this.#footnotes ??= new Footnotes(this.#target, context.section);
    this.#footnotes.number(context);
  }

  /** Until what it takes is there, formulas and raw HTML stand as they were written. */
  async #readAgain(context: RenderContext): Promise<void> {
    if (!(await loadRareSyntax()) || context !== this.#context) return;
    const text = this.#text;
    const ended = this.#ended;
    this.#start();
    if (ended) this.end(text);
    else this.append(text);
  }

  /** The full table of names comes when one is needed; until then they stand as they were written. */
  async #decode(context: RenderContext): Promise<void> {
    const views = [...context.undecoded];
    context.undecoded.clear();
    await loadEntities();
    for (const view of views) view.reset();
    if (context === this.#context && !this.#ended) this.#parser.preview(() => this.#show());
  }
}
