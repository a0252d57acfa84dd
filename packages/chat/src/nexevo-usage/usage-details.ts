import type { UsagePeriod, UsageResponse, UsageTotals } from '@nexevo/protocol';
import { html, nothing, svg } from 'lit';
import { format, tagLabel } from '../messages/format.ts';
import { percentOf, toUnits } from './decimal-units.ts';
import type { UsageView } from './usage-view.ts';

export function renderTotals({ total }: UsagePeriod, { words, cost, count }: UsageView) {
  const rows = [
    [words.cost, cost(total.cost)],
    [words.requests, count(total.requests)],
    [words.inputTokens, count(total.input_tokens)],
    [words.outputTokens, count(total.output_tokens)],
  ];
  return html`<dl class="totals">
    ${rows.map(([name, value]) => html`<div><dt class="label">${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** Each tier's part of the cost, the dearest first. */
export function renderTiers({ by_tier }: UsagePeriod, view: UsageView) {
  const { words } = view;
  const rows = Object.entries(by_tier);
  if (rows.length === 0) return nothing;
  const { units } = toUnits(rows.map(([, { cost }]) => cost));
  const all = units.reduce((sum, one) => sum + one, 0n);
  const tiers = rows
    .map(([name, totals], index) => ({ name, totals, share: percentOf(units[index]!, all) }))
    .sort((a, b) => b.share - a.share);
  return html`<div class="block" part="tiers">
    <h3 id="tiers">${words.byTier}</h3>
    <ul class="tiers" aria-labelledby="tiers">
      ${tiers.map(({ name, totals, share }) => html`<li>${renderTier(name, totals, share, view)}</li>`)}
    </ul>
  </div>`;
}

function renderTier(name: string, totals: UsageTotals, share: number, view: UsageView) {
  const { words, cost, count, percent, direction } = view;
  const start = direction === 'rtl' ? 100 - share : 0;
  return html`<span>${Object.hasOwn(words.tiers, name) ? words.tiers[name] : name}</span>
    <span>${cost(totals.cost)}</span>
    <svg class="share" aria-hidden="true" focusable="false">
      ${svg`<rect class="rail" width="100%" height="100%" rx="3" /><rect class="bar" x=${`${start}%`} width=${`${share}%`} height="100%" rx="3" />`}
    </svg>
    <span class="label">${words.requests}: ${count(totals.requests)}</span>
    <span class="label">${percent(share)}</span>`;
}

/** The plan, and what another one would have saved. */
export function renderPlan({ plan, upgrade }: UsageResponse, view: UsageView) {
  const { words, cost, percent, tag } = view;
  if (!plan && !upgrade) return nothing;
  const isFree = plan && !/[1-9]/.test(plan.monthly_fee);
  return html`<div class="block plan" part="plan">
    ${
      plan
        ? html`<h3>${words.plan}</h3>
          <p><strong>${plan.name}</strong>${
            isFree
              ? nothing
              : html` <span class="label">${format(words.perMonth, { amount: cost(plan.monthly_fee) }, tag)}</span>`
          }</p>`
        : nothing
    }
    ${
      upgrade
        ? html`<p class="hint" part="hint"><strong>${format(words.save, { percent: percent(upgrade.savings_pct) }, tag)}</strong>
            ${format(words.saveWith, { plan: tagLabel(upgrade.plan, {}) }, tag)}</p>`
        : nothing
    }
  </div>`;
}

/** The days as a table; read out also while only the chart is seen. */
export function renderTable({ days }: UsagePeriod, view: UsageView, isShown: boolean) {
  const { words, cost, count, day: date, tag } = view;
  const columns = [words.date, words.requests, words.inputTokens, words.outputTokens, words.cost];
  return html`<div
    class=${isShown ? 'scroll' : 'visually-hidden'}
    part="table"
    role=${isShown ? 'region' : nothing}
    aria-label=${isShown ? words.chart : nothing}
    tabindex=${isShown ? 0 : nothing}
  >
    <table>
      <caption>${format(words.lastDays, { days: days.length }, tag)}</caption>
      <thead>
        <tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr>
      </thead>
      <tbody>
        ${days.toReversed().map(
          (day) => html`<tr>
            <th scope="row">${date(day.date)}</th>
            <td>${count(day.requests)}</td>
            <td>${count(day.input_tokens)}</td>
            <td>${count(day.output_tokens)}</td>
            <td>${cost(day.cost)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
