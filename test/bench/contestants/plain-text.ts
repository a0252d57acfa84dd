import type { Contestant, Turn } from './contestant.ts';

const gap = '\n\n';

/** The floor: one element a paragraph, text appended a token at a time, no Markdown. */
class PlainText implements Contestant {
  #root!: HTMLElement;
  #text!: Text;

  mount(root: HTMLElement): void {
    this.#root = root;
    this.#begin('');
  }

  append(text: string): void {
    const [first, ...others] = text.split(gap);
    this.#text.appendData(first!);
    for (const other of others) this.#begin(other);
    // A gap may come in two tokens.
    if (this.#text.data.length > 2 && this.#text.data.lastIndexOf(gap) >= 0) this.#split();
  }

  end(): void {}

  open(root: HTMLElement, turns: readonly Turn[]): void {
    for (const { role, text } of turns) {
      const message = document.createElement('article');
      message.className = role;
      for (const part of text.split(gap)) {
        const paragraph = document.createElement('p');
        paragraph.textContent = part;
        message.append(paragraph);
      }
      root.append(message);
    }
  }

  #begin(text: string): void {
    const paragraph = document.createElement('p');
    this.#text = document.createTextNode(text);
    paragraph.append(this.#text);
    this.#root.append(paragraph);
  }

  #split(): void {
    const [first, ...others] = this.#text.data.split(gap);
    this.#text.data = first!;
    for (const other of others) this.#begin(other);
  }
}

export const contestant: Contestant = new PlainText();
