import { MarkdownStream } from '@nexevo/chat/markdown.js';
import type { Contestant } from './contestant.ts';

/** Our engine alone, as a site without the chat would use it: it shows every token at once. */
class OwnMarkdownStream implements Contestant {
  #stream!: MarkdownStream;

  mount(root: HTMLElement): void {
    this.#stream = new MarkdownStream(root);
  }

  append(text: string): void {
    this.#stream.append(text);
  }

  end(): void {
    this.#stream.end();
  }
}

export const contestant: Contestant = new OwnMarkdownStream();
