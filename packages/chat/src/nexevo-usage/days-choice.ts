import { html } from 'lit';
import type { UsageView } from './usage-view.ts';

const choices = [7, 30, 90];

/** How many days are shown; the page's own number stands among ours. */
export function renderDaysChoice(
  chosen: number,
  { words, tag }: UsageView,
  onChoose: (days: number) => void,
) {
  const name = (days: number) =>
    days.toLocaleString(tag, { style: 'unit', unit: 'day', unitDisplay: 'long' });
  const all = [...new Set([...choices, chosen])].sort((a, b) => a - b);
  return html`<fieldset class="choice" part="days">
    <legend class="visually-hidden">${words.days}</legend>
    ${all.map(
      (days) => html`<label
        ><input
          class="visually-hidden"
          type="radio"
          name="days"
          .checked=${days === chosen}
          @change=${() => onChoose(days)}
        /><span>${name(days)}</span></label
      >`,
    )}
  </fieldset>`;
}
