import { html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { directionOf } from '../markdown/direction.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { LightElement } from './light-element.ts';

let engine: typeof Markdown | undefined;

/** A reply's Markdown. The parser is a chunk of its own; until it is there the text stands as written. */
export class NexevoChatMarkdown extends LightElement {
  @property({ attribute: false }) text = '';
  /** Whether more text may follow. */
  @property({ attribute: false }) streaming = false;
  @property({ attribute: false }) strings!: ChatStrings;

  @state() private markdown: Markdown | undefined = engine && new engine();

  protected override firstUpdated(_changed: PropertyValues): void {
    if (!this.markdown) void this.#load();
  }

  protected override render() {
    const { text, streaming, strings } = this;
    const content = this.markdown
      ? this.markdown.render(text, { final: !streaming, strings })
      : html`<p class="raw">${text}</p>`;
    return html`<div class=${streaming ? 'markdown streaming' : 'markdown'} dir=${directionOf(text)}>${content}</div>`;
  }

  async #load() {
    engine ??= (await import('../markdown/markdown.ts')).Markdown;
    this.markdown = new engine();
  }
}
