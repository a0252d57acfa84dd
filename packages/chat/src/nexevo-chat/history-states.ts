import { html } from 'lit';
import type { Problem } from '../conversation.ts';
import type { ChatStrings } from '../messages/chat-strings.ts';
import { icons } from './icons.ts';
import { problemText } from './problem-text.ts';
import { renderProblem, renderTextButton } from './problem-view.ts';
import { searchIcon } from './search-icon.ts';

/** Nothing was said yet, or nothing was found. */
export function renderEmpty(strings: ChatStrings, searched: boolean) {
  return html`<div class="history-empty">
    ${searched ? searchIcon : icons.chat}
    <p>${searched ? strings.noResults : strings.noConversations}</p>
  </div>`;
}

/** What could not be read or changed. */
export function renderFailure(problem: Problem, strings: ChatStrings, onRetry: () => unknown) {
  return renderProblem(problemText(problem, strings), renderTextButton(strings.retry, onRetry));
}
