import type { DecimalString } from '@nexevo/protocol';

/**
 * What somebody typed as an amount, in the digits and with the decimal sign of any of our languages. `undefined` unless
 * it is above zero with at most two decimals; so a sign between thousands, which elsewhere is the decimal one, is none.
 */
export function parseAmount(text: string): DecimalString | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\s$\u200e\u200f\u061c]/g, '')
    .replace(/[,٫]/, '.');
  const [, whole, decimals] = /^0*(\d{1,50})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  if (whole === undefined || !/[1-9]/.test(plain)) return undefined;
  return decimals === undefined ? whole : `${whole}.${decimals}`;
}
