import type { DecimalString } from '@nexevo/protocol';

/** How an amount is shown: the most digits after the point, and how it is cut to them. */
export interface AmountStyle {
  locale: string;
  digits?: number;
  roundingMode?: 'halfExpand' | 'floor';
}

/** An amount in its currency. `Intl` reads the digits themselves, so nothing is lost to a float. */
export function formatAmount(
  amount: DecimalString,
  currency: string,
  { locale, digits = 2, roundingMode = 'halfExpand' }: AmountStyle,
): string {
  const formatter = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    maximumFractionDigits: Math.max(2, digits),
    roundingMode,
  });
  return formatter.format(amount as `${number}`);
}
