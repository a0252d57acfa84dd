import * as smd from 'streaming-markdown';
import type { Contestant } from './contestant.ts';

/** `streaming-markdown`: append-only, writes straight to the DOM. */
class StreamingMarkdown implements Contestant {
  #parser!: smd.Parser;

  mount(root: HTMLElement): void {
    this.#parser = smd.parser(smd.default_renderer(root));
  }

  append(text: string): void {
    smd.parser_write(this.#parser, text);
  }

  end(): void {
    smd.parser_end(this.#parser);
  }
}

export const contestant: Contestant = new StreamingMarkdown();
