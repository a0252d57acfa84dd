/** Numbers footnotes in the order in which they are first referred to, and lists those that are. */
export class Footnotes {
  /** Where footnotes are listed, behind everything else. */
  readonly section = document.createElement('section');
  /** Whether their numbers may have changed. */
  stale = false;
  readonly #root: Element;
  readonly #list = document.createElement('ol');
  readonly #notes = new Map<string, HTMLElement>();

  constructor(root: Element) {
    this.#root = root;
    this.section.className = 'notes';
    this.section.append(this.#list);
  }

  /** Of two footnotes with one name the first counts. */
  add(name: string, element: HTMLElement): void {
    if (name === '^' || this.#notes.has(name)) return;
    this.#notes.set(name, element);
    this.stale = true;
  }

  drop(name: string, element: HTMLElement): void {
    if (this.#notes.get(name) === element) this.#notes.delete(name);
  }

  /** Finds the numbers again, if they may have changed or are to be: a definition may have come after many references. */
  number(again = false): void {
    if (!this.stale && !(again && this.#notes.size > 0)) return;
    this.stale = false;
    this.section.remove();
    const numbers = new Map<string, number>();
    const order: HTMLElement[] = [];
    const visit = (part: Element) => {
      for (const mark of part.querySelectorAll<HTMLElement>('sup.note')) {
        const name = mark.dataset.note!;
        const note = this.#notes.get(name);
        if (note && !numbers.has(name)) numbers.set(name, order.push(note));
        if (note) fill(mark, numbers.get(name)!, note);
      }
    };
    visit(this.#root);
    for (const note of order) visit(note);
    if (order.length === 0) return;
    this.#list.replaceChildren(...order);
    this.#root.append(this.section);
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
