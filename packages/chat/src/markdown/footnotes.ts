import type { RenderContext } from './render-context.ts';

/** Numbers footnotes in the order in which they are first referred to, and lists those that are. */
export class Footnotes {
  readonly #root: Element;
  readonly #list = document.createElement('ol');
  readonly #section: HTMLElement;

  constructor(root: Element, section: HTMLElement) {
    this.#root = root;
    this.#section = section;
    section.className = 'notes';
    section.append(this.#list);
  }

  /** Finds the numbers again: a definition may have come after many references. */
  number({ notes }: RenderContext): void {
    this.#section.remove();
    const numbers = new Map<string, number>();
    const order: HTMLElement[] = [];
    const visit = (part: Element) => {
      for (const mark of part.querySelectorAll<HTMLElement>('sup.note')) {
        const label = mark.dataset.note!;
        const note = notes.get(label);
        if (note && !numbers.has(label)) numbers.set(label, order.push(note));
        if (note) fill(mark, numbers.get(label)!, note);
      }
    };
    visit(this.#root);
    for (const note of order) visit(note);
    if (order.length === 0) return;
    this.#list.replaceChildren(...order);
    this.#root.append(this.#section);
  }
}

/** A button, because a fragment's address does not reach into a shadow root. */
function fill(mark: HTMLElement, number: number, note: HTMLElement): void {
  let button = mark.querySelector('button');
  if (!button) {
    button = document.createElement('button');
    button.type = 'button';
    mark.replaceChildren(button);
  }
  button.textContent = String(number);
  button.onclick = () => {
    note.tabIndex = -1;
    note.focus();
  };
}
