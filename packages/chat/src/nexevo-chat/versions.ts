import { html, nothing, svg } from 'lit';
import { property } from 'lit/decorators.js';
import type { ThreadMessage } from '../conversation.ts';
import { format } from '../messages/format.ts';
import { icon } from './icons.ts';
import { LazyPart } from './light-element.ts';
import type { MessageView } from './message-view.ts';
import { extraStyles } from './styles/extra-styles.ts';

const chevron = icon(svg`<path d="m11.75 5.5-4.5 4.5 4.5 4.5" />`, 'icon mirrored');

/** ‹ 2/3 › beside a question that was asked, or answered, more than once. */
export class NexevoChatVersions extends LazyPart {
  static override sheet = extraStyles;

  @property({ attribute: false }) message!: ThreadMessage;
  @property({ attribute: false }) view!: MessageView;
  /** A reply is being written: the branch stays. */
  @property({ attribute: false }) busy = false;
  @property({ attribute: false }) choose!: (id: string) => void;

  protected override render() {
    const { message, view } = this;
    const { strings } = view;
    const ids = message.sibling_ids ?? [message.id];
    const index = ids.indexOf(message.id);
    const values = { number: index + 1, count: ids.length };
    const words = format(strings.versions, values, strings.tag);
    return html`<span class="versions" part="versions" role="group" aria-label=${words}>
      ${this.#renderStep('previous', strings.previousVersion, ids[index - 1])}
      <span aria-hidden="true">${format('{number}/{count}', values, strings.tag)}</span>
      ${this.#renderStep('next', strings.nextVersion, ids[index + 1])}
    </span>`;
  }

  #renderStep(name: string, label: string, id: string | undefined) {
    const off = !id || this.busy;
    return html`<button class=${`icon-button small ${name}`} type="button" aria-label=${label}
      title=${label} aria-disabled=${off}
      @click=${off ? nothing : () => this.choose(id)}>
      ${chevron}
    </button>`;
  }
}
