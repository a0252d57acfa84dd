import type { Block } from './block.ts';
import { viewCode } from './code-view.ts';
import { InlineView, TextView } from './leaf-views.ts';
import { rareSyntax } from './rare-syntax.ts';
import type { RenderContext } from './render-context.ts';

/** One block on the page. Its children are looked at again only from the first that is not settled. */
export class BlockView {
  readonly element: HTMLElement;
  readonly key: string;
  readonly #context: RenderContext;
  /** Where children go. */
  readonly #body: HTMLElement;
  readonly #children: BlockView[] = [];
  #settled = 0;
  #inlines: InlineView | undefined;
  #text: TextView | undefined;
  #updateCode: ((block: Block) => void) | undefined;

  constructor(block: Block, context: RenderContext, element = create(block)) {
    this.key = keyOf(block);
    this.element = element;
    this.#context = context;
    this.#body = element;
    switch (block.type) {
      case 'paragraph':
      case 'heading':
      case 'cell':
        this.#inlines = new InlineView(element, context);
        break;
      case 'html':
        this.#text = new TextView();
        element.append(this.#text.node);
        break;
      case 'code':
        this.#updateCode = viewCode(block, element, context);
        break;
      case 'table':
        this.#body = element.querySelector('tbody')!;
        break;
      case 'item':
        if (block.task !== undefined) element.append(createTask(block.task));
    }
  }

  update(block: Block): void {
    const { element } = this;
    if (block.type === 'list') {
      const spacing = block.loose ? 'loose' : 'tight';
      if (element.className !== spacing) element.className = spacing;
      if (block.first !== undefined && block.first !== 1)
        element.setAttribute('start', `${block.first}`);
    }
    if (block.type === 'footnote') this.#context.footnotes!.add(this.key, element);
    this.#updateCode?.(block);
    this.#text?.update(block.lines, this.#context);
    this.#inlines?.update(block);
    this.#updateChildren(block.children);
  }

  #updateChildren(blocks: readonly Block[]): void {
    const views = this.#children;
    for (let index = this.#settled; index < blocks.length; index += 1) {
      const block = blocks[index]!;
      let view = views[index];
      if (view?.key !== keyOf(block)) {
        this.#dropFrom(index);
        view = new BlockView(block, this.#context);
        this.#place(view, index);
        views[index] = view;
      }
      view.update(block);
      if (block.state === 2 && index === this.#settled) this.#settled += 1;
    }
    this.#dropFrom(blocks.length);
  }

  #dropFrom(index: number): void {
    for (const { element, key } of this.#children.splice(index)) {
      element.remove();
      this.#context.footnotes?.drop(key, element);
    }
  }

  #place({ element, key }: BlockView, index: number): void {
    // A footnote stands in the list at the end, not where it is written.
    if (key.startsWith('^')) return;
    const section = this.#context.footnotes?.section;
    const body =
      this.key === 'table' && index === 0 ? this.#body.previousElementSibling! : this.#body;
    body.insertBefore(element, section?.parentNode === body ? section : null);
  }
}

/** What a view can show without being built anew. */
function keyOf({ type, level, first, task, fence, info }: Block): string {
  switch (type) {
    case 'heading':
    case 'cell':
      return type + level;
    case 'list':
      return first === undefined ? 'ul' : 'ol';
    case 'item':
      return type + (task ?? '');
    case 'code':
      return type + fence[0] + info;
    case 'footnote':
      return info;
    default:
      return type;
  }
}

const tags: Partial<Record<Block['type'], string>> = {
  quote: 'blockquote',
  item: 'li',
  footnote: 'li',
  rule: 'hr',
  code: 'div',
};

function create(block: Block): HTMLElement {
  const { type, level, first, task } = block;
  if (type === 'list') return document.createElement(first === undefined ? 'ul' : 'ol');
  // A reply stands below the page's own headings, so its largest is an `h3`.
  if (type === 'heading') return document.createElement(`h${Math.min(level + 2, 6)}`);
  if (/^(?:table|row|cell)$/.test(type)) return rareSyntax()!.createTablePart(block);
  const element = document.createElement(tags[type] ?? 'p');
  if (type === 'html') element.className = 'raw';
  if (task !== undefined) element.className = 'with-task';
  return element;
}

function createTask(done: boolean): HTMLElement {
  const box = document.createElement('span');
  box.className = 'task';
  box.ariaHidden = 'true';
  box.textContent = done ? '☑ ' : '☐ ';
  return box;
}
