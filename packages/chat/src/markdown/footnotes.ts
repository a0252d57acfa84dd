/** Numbers footnotes in the order in which they are first referred to, and lists those that are. */
export class Footnotes {
  /** Where footnotes are listed, behind everything else. */
  readonly section = document.createElement('section');
  /** How many references and footnotes came since they were numbered. */
  fresh = 0;
  /** How many references there were then. */
  #known = 0;
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
    this.fresh += 1;
  }

  drop(name: string, element: HTMLElement): void {
    if (this.#notes.get(name) === element) this.#notes.delete(name);
  }

  /**
   * Finds the numbers again, if they may have changed or are to be: a definition may have come after many references.
   * Where there are hundreds a single one waits for others, or for the end.
   */
  number(again = false): void {
    const isDue = this.fresh > 0 && this.fresh * 100 >= this.#known;
    if (!isDue && !(again && this.#notes.size > 0)) return;
    this.#known = this.fresh = 0;
    const numbers = new Map<string, number>();
    const order: HTMLElement[] = [];
    const visit = (part: Element, marks: string) => {
      for (const mark of part.querySelectorAll<HTMLElement>(marks)) {
        this.#known += 1;
        const name = mark.dataset.note!;
        const note = this.#notes.get(name);
        if (note && !numbers.has(name)) numbers.set(name, order.push(note));
        if (note) fill(mark, numbers.get(name)!, note);
      }
    };
    visit(this.#root, 'sup.note:not(.notes *)');
    for (const note of order) visit(note, 'sup.note');
    this.#show(order);
  }

  /** What stands in its place already stays there: somebody may be in it, or have some of it selected. */
  #show(order: readonly HTMLElement[]): void {
    const list = this.#list;
    let current = list.firstElementChild;
    for (const note of order) {
      if (note === current) current = current.nextElementSibling;
      else list.insertBefore(note, current);
    }
    while (current) {
      const next: Element | null = current.nextElementSibling;
      current.remove();
      current = next;
    }
    if (order.length === 0) this.section.remove();
    else if (this.#root.lastChild !== this.section) this.#root.append(this.section);
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
  if (button.textContent !== `${number}`) button.textContent = `${number}`;
  button.onclick = () => {
    note.tabIndex = -1;
    note.focus();
  };
}
