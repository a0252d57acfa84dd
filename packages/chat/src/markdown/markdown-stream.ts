import { adoptStyles } from './adopt-styles.ts';
import { BlockParser } from './block-parser.ts';
import { BlockView } from './block-view.ts';
import { knownSyntax, loadRareSyntax, missedRareSyntax } from './rare-syntax.ts';
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
    this.#show();
    this.#context.footnotes?.number(true);
  }

  #start(): void {
    this.#parser = new BlockParser();
    this.#text = '';
    this.#ended = false;
    const { tree } = this.#parser;
    const rare = knownSyntax();
    this.#context = {
      options: this.#options,
      references: tree.references,
      footnotes: rare && new rare.Footnotes(this.#target),
      scanned: 0,
    };
    if (this.#target.firstChild) keepRoom(this.#target);
    this.#target.replaceChildren();
    this.#view = new BlockView(tree.root, this.#context, this.#target);
  }

  #show(): void {
    const context = this.#context;
    // It may have come for another chat on the page, in the middle of this text.
    const rare = knownSyntax();
    if (rare) adoptStyles(this.#target, rare.rareStyles());
    for (const view of context.references?.takeDefined(this.#ended) ?? []) view.reset();
    this.#view.update(this.#parser.tree.root);
    if (missedRareSyntax()) void this.#readAgain(context);
    context.footnotes?.number();
  }

  /** Until what it takes is there, tables, formulas and the like stand as they were written. */
  async #readAgain(context: RenderContext): Promise<void> {
    if (!(await loadRareSyntax()) || context !== this.#context) return;
    const text = this.#text;
    const ended = this.#ended;
    this.#start();
    if (ended) this.end(text);
    else this.append(text);
  }
}

/**
 * What is drawn again keeps its room until it stands. Within a container query Safari lays out what is around new
 * elements before these have a style, and takes a reader further down to the top.
 */
function keepRoom(target: HTMLElement): void {
  const { style } = target;
  style.minBlockSize = `${target.offsetHeight}px`;
  // To be asked for its place is to be laid out.
  target.getBoundingClientRect();
  queueMicrotask(() => {
    target.getBoundingClientRect();
    style.minBlockSize = '';
  });
}
