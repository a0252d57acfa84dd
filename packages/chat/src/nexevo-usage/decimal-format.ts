import type { DecimalString } from '@nexevo/protocol';

/** What every browser's `Intl` takes; the gateway has eight. */
const mostDecimals = 20;

/** How an amount is shown: in which language, and with how many decimals at most; what is over is cut off. */
export interface AmountStyle {
  locale: string;
  /** @default 20 */
  digits?: number;
}

/** An amount in its currency. `Intl` reads the digits themselves, so nothing is lost to a float. */
export function formatAmount(
  amount: DecimalString,
  currency: string,
  { locale, digits = mostDecimals }: AmountStyle,
): string {
  return formatterOf(currency, locale, digits).format(amount as `${number}`);
}

/** An amount with all its decimals, in pieces: those beyond cents are `fine`. */
export function splitAmount(
  amount: DecimalString,
  currency: string,
  locale: string,
): { text: string; isFine: boolean }[] {
  const parts = formatterOf(currency, locale, mostDecimals).formatToParts(
    amount as unknown as number,
  );
  return parts.flatMap(({ type, value }) =>
    type === 'fraction' && value.length > 2
      ? [
          { text: value.slice(0, 2), isFine: false },
          { text: value.slice(2), isFine: true },
        ]
      : [{ text: value, isFine: false }],
  );
}

function formatterOf(currency: string, locale: string, digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    // The letters of “US$” would fall apart between what runs from right to left.
    currencyDisplay: /^ar\b/.test(locale) ? 'narrowSymbol' : 'symbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
    // A balance is never shown as more than is there.
    roundingMode: 'floor',
  });
}
