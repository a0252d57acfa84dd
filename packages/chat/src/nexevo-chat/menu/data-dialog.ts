import { html, nothing } from 'lit';
import { toChatError } from '../../api/errors.ts';
import type { ChatStrings } from '../../messages/chat-strings.ts';
import { icons } from '../icons.ts';
import { problemText } from '../problem-text.ts';

export type DataStep =
  | { type: 'confirm' | 'erasing' | 'erased' }
  | { type: 'failed'; error: unknown };

interface DataDialogView {
  step: DataStep;
  strings: ChatStrings;
  onErase(): void;
  onClose(): void;
}

/** Asks before everything is deleted, and says what became of it. */
export function renderDataDialog({ step, strings, onErase, onClose }: DataDialogView) {
  const asking = step.type === 'confirm' || step.type === 'erasing';
  const close = (event: Event) => (event.currentTarget as Element).closest('dialog')!.close();
  return html`<dialog class="dialog" part="dialog" aria-labelledby="dialog-title" @close=${onClose}
    @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && event.stopPropagation()}>
    <h2 class="heading" id="dialog-title">${asking ? strings.deleteDataTitle : strings.yourData}</h2>
    ${
      step.type === 'failed'
        ? html`<div class="problem" role="alert" part="error">
            <span>${icons.alert}${problemText(toChatError(step.error), strings)}</span>
          </div>`
        : html`<p role=${asking ? nothing : 'status'}>
            ${asking ? strings.deleteDataText : strings.deleteDataDone}
          </p>`
    }
    <div class="dialog-foot">
      <button class="text-button" type="button" autofocus @click=${close}>
        ${asking ? strings.cancel : strings.feedbackClose}
      </button>
      ${
        asking
          ? html`<button class="primary danger" type="button" @click=${onErase}
              aria-disabled=${step.type === 'erasing' ? 'true' : 'false'}>
              ${strings.deleteDataConfirm}
            </button>`
          : nothing
      }
    </div>
  </dialog>`;
}
