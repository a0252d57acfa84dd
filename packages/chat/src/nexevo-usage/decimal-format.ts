import type { DecimalString } from '@nexevo/protocol';

/** An amount in its currency. `Intl` reads the digits themselves, so nothing is lost to a float. */
export function formatAmount(
  amount: DecimalString,
  currency: string,
  { locale, digits = 2 }: { locale: string; digits?: number },
): string {
  const formatter = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    maximumFractionDigits: Math.max(2, digits),
  });
  return formatter.format(amount as `${number}`);
}
