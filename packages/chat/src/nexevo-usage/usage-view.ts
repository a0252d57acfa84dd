import type { DecimalString, UsageResponse } from '@nexevo/protocol';
import type { LocaleController } from '../locale-controller.ts';
import type { UsageStrings } from '../messages/chat-strings.ts';
import { formatAmount } from './decimal-format.ts';

/** The words of a language and how it writes amounts, counts and days. */
export interface UsageView {
  words: UsageStrings;
  tag: string;
  direction: 'ltr' | 'rtl';
  currency: string;
  /** With every digit. */
  cost(amount: DecimalString): string;
  count(number: number): string;
  percent(number: number): string;
  /** A UTC date such as `2026-11-28`. */
  day(date: string, withWeekday?: boolean): string;
}

export function usageView(
  { locale, tag }: LocaleController['current'],
  own: Partial<UsageStrings>,
  balance: UsageResponse['balance'] | undefined,
): UsageView {
  const currency = balance?.currency ?? 'USD';
  const short = { month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  const days = new Intl.DateTimeFormat(tag, short);
  const weekdays = new Intl.DateTimeFormat(tag, { ...short, weekday: 'short' });
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  return {
    words: { ...locale.usage, ...own, tiers: { ...locale.usage.tiers, ...own.tiers } },
    tag,
    direction: locale.direction,
    currency,
    cost: (amount) => formatAmount(amount, currency, { locale: tag }),
    count: (number) => number.toLocaleString(tag),
    percent: (number) => percents.format(number / 100),
    day: (date, withWeekday) =>
      (withWeekday ? weekdays : days).format(new Date(`${date}T00:00:00Z`)),
  };
}
