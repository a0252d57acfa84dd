import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Streamdown as StreamdownView } from 'streamdown';
import type { Contestant } from './contestant.ts';

/** `streamdown`: React, without its optional plugins for highlighting, diagrams and formulas. */
class Streamdown implements Contestant {
  #root!: Root;
  #text = '';

  mount(root: HTMLElement): void {
    this.#root = createRoot(root);
    this.#render(true);
  }

  append(text: string): void {
    this.#text += text;
    this.#render(true);
  }

  end(): void {
    this.#render(false);
  }

  #render(isAnimating: boolean): void {
    this.#root.render(createElement(StreamdownView, { isAnimating }, this.#text));
  }
}

export const contestant: Contestant = new Streamdown();
