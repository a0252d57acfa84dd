import { html } from 'lit';
import { icons } from './icons.ts';

/** What went wrong, and what can be done about it. */
export function renderProblem(words: string, actions?: unknown) {
  return html`<div class="problem" part="error">
    <span>${icons.alert}${words}</span><div>${actions}</div>
  </div>`;
}

export function renderTextButton(label: string, onClick: () => unknown) {
  return html`<button class="text-button" type="button" @click=${onClick}>${label}</button>`;
}
