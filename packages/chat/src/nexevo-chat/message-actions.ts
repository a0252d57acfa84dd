import type { Feedback } from '@nexevo/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import type { ThreadMessage } from '../conversation.ts';
import { format } from '../messages/format.ts';
import { renderIconButton } from './icon-button.ts';
import { icons } from './icons.ts';
import type { MessageAsk, MessageView } from './message-view.ts';
import { renderTime } from './moment.ts';

interface ActionsView {
  message: ThreadMessage;
  view: MessageView;
  /** A run is going on: nothing that would start another one. */
  busy: boolean;
  ask(detail: MessageAsk): void;
}

/** The row below a question: when it was asked, its versions, editing and copying. */
export function renderQuestionActions(actions: ActionsView & { edit(): void }) {
  const { message, view, busy } = actions;
  return renderRow(
    message,
    html`${renderTime(message.created_at, view)}${renderVersions(actions)}
    ${busy ? nothing : renderIconButton(view.strings.edit, icons.pencil, actions.edit, 'edit')}
    ${renderCopy(message, view)}`,
  );
}

/** The row below a reply: copying, voting, another answer, its versions, when it was written and what it took. */
export function renderReplyActions(
  actions: ActionsView & { repeatable: boolean; thumb(rating: Feedback['rating']): void },
) {
  const { message, view, ask, repeatable } = actions;
  const { strings } = view;
  const { usage } = message;
  const thumb = (rating: Feedback['rating'], label: string, icon: TemplateResult) => {
    const pressed = message.feedback?.rating === rating;
    return html`<button class="icon-button small thumb" part="thumb" type="button"
      aria-label=${label} title=${label} aria-pressed=${pressed}
      @click=${() => actions.thumb(rating)}>
      ${icon}
    </button>`;
  };
  return renderRow(
    message,
    html`${message.text ? renderCopy(message, view) : nothing}
    ${
      message.ratable
        ? [thumb(1, strings.goodReply, icons.thumbUp), thumb(-1, strings.badReply, icons.thumbDown)]
        : nothing
    }
    ${
      repeatable
        ? renderIconButton(
            strings.regenerate,
            icons.again,
            () => ask({ type: 'repeat', message, mode: 'again' }),
            'again',
          )
        : nothing
    }
    ${renderVersions(actions)}
    <span class="facts">${renderTime(message.created_at, view)}${
      usage
        ? html` · <span part="usage">${format(
            strings.tokensUsed,
            { input: usage.input_tokens, output: usage.output_tokens },
            strings.tag,
          )}</span>`
        : nothing
    }</span>`,
  );
}

/** What has been decided on stays in sight; the rest comes with the pointer or the focus. */
function renderRow({ feedback, sibling_ids }: ThreadMessage, content: TemplateResult) {
  return html`<div class=${feedback || sibling_ids ? 'actions kept' : 'actions'} part="actions">
    ${content}
  </div>`;
}

function renderCopy(message: ThreadMessage, { strings }: MessageView) {
  return html`<nexevo-chat-copy .read=${() => message.text} .strings=${strings}></nexevo-chat-copy>`;
}

function renderVersions({ message, view, busy, ask }: ActionsView) {
  return message.sibling_ids
    ? html`<nexevo-chat-versions .message=${message} .view=${view} .busy=${busy}
        .choose=${(id: string) => ask({ type: 'choose', id })}></nexevo-chat-versions>`
    : nothing;
}
