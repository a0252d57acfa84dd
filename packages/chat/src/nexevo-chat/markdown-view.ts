import { html, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { directionOf } from '../markdown/direction.ts';
import { type MarkdownOptions, MarkdownStream } from '../markdown/markdown-stream.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { LightElement } from './light-element.ts';
import { loadExtras } from './load-extras.ts';

/** From then on the visitor may wonder whether anything still comes; milliseconds. */
const pauseAfter = 700;

/** The words in it. For others it is not drawn again: somebody may be reading, or have something selected. */
const shown = ['code', 'wrap', 'copy', 'copied', 'notCopied'] as const;

/** A reply's Markdown. */
export class NexevoChatMarkdown extends LightElement {
  @property({ attribute: false }) text = '';
  /** Whether more text may follow. */
  @property({ attribute: false }) streaming = false;
  @property({ attribute: false }) strings!: ChatStrings;
  @property({ attribute: false }) imageHosts: MarkdownOptions['imageHosts'];
  @property({ attribute: false }) blockRenderers: MarkdownOptions['blockRenderers'];

  @query('.markdown') private body!: HTMLElement;

  #stream: MarkdownStream | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  protected override render() {
    const { text, streaming } = this;
    return html`<div class=${streaming ? 'markdown streaming' : 'markdown'} dir=${directionOf(text)}></div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('strings');
    const renamed = before && shown.some((name) => before[name] !== this.strings[name]);
    if (renamed || changed.has('imageHosts') || changed.has('blockRenderers')) {
      this.#stream = undefined;
    }
    this.#show();
  }

  #show(): void {
    const { classList } = this.body;
    classList.remove('paused');
    clearTimeout(this.#pause);
    if (this.streaming) this.#pause = setTimeout(() => classList.add('paused'), pauseAfter);
    this.#stream ??= new MarkdownStream(this.body, {
      imageHosts: this.imageHosts,
      blockRenderers: this.blockRenderers,
      codeLabel: this.strings.code,
      codeTools: (read) => {
        void loadExtras();
        return Object.assign(document.createElement('nexevo-chat-code'), {
          read,
          strings: this.strings,
        });
      },
    });
    if (this.streaming) this.#stream.set(this.text);
    else this.#stream.end(this.text);
  }
}
