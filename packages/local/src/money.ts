import type { DecimalString } from '@nexevo/client';

/**
 * Exact US dollars: whole hundred-millionths of a dollar in a BigInt. Eight decimals hold every price times a whole
 * number of tokens, so nothing is ever rounded.
 */
export type Money = bigint;

/** Decimals of an amount, on the wire and in the database. */
export const scale = 8;

const unit = 10n ** BigInt(scale);
const decimal = /^(-?)(\d{1,15})(?:\.(\d{1,8}))?$/;

/** @throws {RangeError} for anything but decimal digits with at most eight decimals and fifteen digits before them */
export function parseMoney(text: string): Money {
  const [match, sign, whole = '', fraction = ''] = decimal.exec(text) ?? [];
  if (match === undefined) throw new RangeError(`"${text.slice(0, 40)}" is no decimal amount`);
  const amount = BigInt(whole) * unit + BigInt(fraction.padEnd(scale, '0'));
  return sign ? -amount : amount;
}

/** Decimal digits with all eight decimals, e.g. `12.50000000`. */
export function formatMoney(amount: Money): DecimalString {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(scale + 1, '0');
  const sign = amount < 0n ? '-' : '';
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}` as DecimalString;
}

/** Whether `text` is an amount that `parseMoney` takes. */
export function isMoney(text: string): boolean {
  return decimal.test(text);
}
