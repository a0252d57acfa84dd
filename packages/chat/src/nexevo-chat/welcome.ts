import { html, nothing } from 'lit';

/** A suggestion on the empty chat: what is shown, and what is sent. */
export interface Prompt {
  label: string;
  prompt: string;
}

export interface WelcomeView {
  greeting: string;
  prompts: readonly Prompt[];
  onPrompt(prompt: Prompt): void;
}

/** The chat before its first message. */
export function renderWelcome({ greeting, prompts, onPrompt }: WelcomeView) {
  return html`<div class="welcome" part="welcome">
    <slot name="welcome"><p class="greeting" part="greeting" dir="auto">${greeting}</p></slot>
    ${
      prompts.length > 0
        ? html`<div class="prompts" part="prompts">
            ${prompts.map(
              (prompt) => html`<button class="prompt" part="prompt" type="button" dir="auto"
                @click=${() => onPrompt(prompt)}>
                ${prompt.label}
              </button>`,
            )}
          </div>`
        : nothing
    }
  </div>`;
}
