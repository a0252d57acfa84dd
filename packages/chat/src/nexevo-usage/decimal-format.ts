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
  return partsOf(amount, formatterOf(currency, locale, digits))
    .map(({ value }) => value)
    .join('');
}

/** An amount with all its decimals, in pieces: those beyond cents are `fine`. */
export function splitAmount(
  amount: DecimalString,
  currency: string,
  locale: string,
): { text: string; isFine: boolean }[] {
  return partsOf(amount, formatterOf(currency, locale, mostDecimals)).flatMap(({ type, value }) =>
    type === 'fraction' && value.length > 2
      ? [
          { text: value.slice(0, 2), isFine: false },
          { text: value.slice(2), isFine: true },
        ]
      : [{ text: value, isFine: false }],
  );
}

/** `Intl` takes digits in a string; TypeScript's library does not know it of this method. */
function partsOf(amount: DecimalString, formatter: Intl.NumberFormat): Intl.NumberFormatPart[] {
  const isRightToLeft = /^ar\b/.test(formatter.resolvedOptions().locale);
  return formatter.formatToParts(amount as unknown as number).map((part) =>
    // Left to itself “US$” would be shown as “$US” there.
    isRightToLeft && part.type === 'currency'
      ? { ...part, value: `\u2066${part.value}\u2069` }
      : part,
  );
}

function formatterOf(currency: string, locale: string, digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
    // A balance is never shown as more than is there.
    roundingMode: 'floor',
  });
}
