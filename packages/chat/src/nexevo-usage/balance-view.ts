import type { UsageResponse } from '@nexevo/protocol';
import { html, nothing } from 'lit';
import { format } from '../messages/format.ts';
import { icons } from '../nexevo-chat/icons.ts';
import { formatAmount, splitAmount } from './decimal-format.ts';
import type { UsageView } from './usage-view.ts';

/** The balance. In a header bar cut to cents; else with every digit, those beyond cents set back. */
export function renderBalance({ balance }: UsageResponse, { tag }: UsageView, isBar: boolean) {
  if (!balance) return html`<span class="amount" part="amount">–</span>`;
  const { amount, currency } = balance;
  return html`<span class="amount" part="amount">${
    isBar
      ? formatAmount(amount, currency, { locale: tag, digits: 2 })
      : splitAmount(amount, currency, tag).map(({ text, isFine }) =>
          isFine
            ? /[^0٠]/.test(text)
              ? html`<small>${text.replace(/[0٠]+$/, '')}</small>`
              : nothing
            : text,
        )
  }</span>`;
}

/** What to do about the balance, when something is. */
export function renderWarning({ balance, outlook }: UsageResponse, { words, tag }: UsageView) {
  if (!balance || !outlook?.low) return nothing;
  const isUsedUp = balance.amount.startsWith('-') || !/[1-9]/.test(balance.amount);
  const days = outlook.days_left ?? 0;
  return html`<p class="warning" part="warning" role="status">
    ${icons.alert}<span><strong>${isUsedUp ? words.usedUp : words.lowBalance}</strong>
    ${!isUsedUp && days > 0 ? format(words.daysLeft, { days }, tag) : nothing}</span>
  </p>`;
}
