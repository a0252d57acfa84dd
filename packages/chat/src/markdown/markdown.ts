import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { Lexer, type Token } from 'marked';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { renderBlock } from './blocks.ts';
import { limitNesting } from './nesting.ts';

/**
 * One growing Markdown text as Lit templates. There is no markup string anywhere, so nothing a reply
 * says can become an element, a handler or an address that was not chosen here.
 */
export class Markdown {
  #text = '';
  /** Blocks that later text cannot change, and where they end. */
  #settled: Token[] = [];
  #offset = 0;

  /** `final` reads everything once more: a link may be defined below its use. */
  render(source: string, { final, strings }: { final: boolean; strings: ChatStrings }): unknown {
    const text = limitNesting(source.replace(/\r\n?/g, '\n'));
    const tokens = this.#tokens(text, final);
    if (!tokens) return html`<p class="raw">${source}</p>`;
    return tokens.map((token) =>
      guard([token.raw, final && token.raw.includes('['), strings], () =>
        renderBlock(token, strings),
      ),
    );
  }

  #tokens(text: string, final: boolean): Token[] | undefined {
    if (final || !text.startsWith(this.#text.slice(0, this.#offset))) {
      this.#settled = [];
      this.#offset = 0;
    }
    this.#text = text;
    const tail = lex(text.slice(this.#offset));
    if (!tail) return undefined;
    const tokens = [...this.#settled, ...tail];
    if (!final) this.#settle(tail);
    return tokens;
  }

  /** A block is settled once another one follows it. */
  #settle(tail: Token[]): void {
    const last = tail.findLastIndex(({ type }) => type !== 'space');
    for (const token of tail.slice(0, Math.max(0, last))) {
      this.#settled.push(token);
      this.#offset += token.raw.length;
    }
  }
}

/** `undefined` when the parser gives up: the text is then shown as it is. */
function lex(text: string): Token[] | undefined {
  try {
    return new Lexer({ gfm: true }).lex(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
