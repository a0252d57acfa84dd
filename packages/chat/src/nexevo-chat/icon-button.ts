import { html, type TemplateResult } from 'lit';

/** A small button that shows a picture, and its name when it is pointed at. */
export function renderIconButton(
  label: string,
  icon: TemplateResult,
  onClick: () => unknown,
  name = '',
) {
  return html`<button class=${`icon-button small ${name}`} type="button" aria-label=${label} title=${label}
    @click=${onClick}>
    ${icon}
  </button>`;
}
