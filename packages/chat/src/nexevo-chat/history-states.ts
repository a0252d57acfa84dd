import { html } from 'lit';
import type { Problem } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { historyIcons } from './history-icons.ts';
import { icons } from './icons.ts';
import { problemText } from './problem-text.ts';

/** The list before it is there. */
export function renderSkeleton(strings: ChatStrings) {
  return html`<div class="skeleton" role="progressbar" aria-label=${strings.loading}>
    <i></i><i></i><i></i><i></i><i></i>
  </div>`;
}

/** Nothing was said yet, or nothing was found. */
export function renderEmpty(strings: ChatStrings, searched: boolean) {
  return html`<div class="history-empty">
    ${searched ? historyIcons.search : icons.chat}
    <p>${searched ? strings.noResults : strings.noConversations}</p>
  </div>`;
}

export function renderProblem(problem: Problem, strings: ChatStrings, onRetry: () => unknown) {
  return html`<div class="problem">
    ${icons.alert}<span>${problemText(problem, strings)}</span>
    <button class="text-button" type="button" @click=${onRetry}>${strings.retry}</button>
  </div>`;
}

/** A conversation was deleted, and can still be brought back. */
export function renderToast(strings: ChatStrings, onUndo: () => void) {
  return html`<div class="toast" part="toast">
    <span>${strings.deleted}</span>
    <button class="text-button" type="button" @click=${onUndo}>${strings.undo}</button>
  </div>`;
}
