declare const exact: unique symbol;

/**
 * An exact amount as decimal digits, e.g. `"19.998740"`. Never parse one as a float: hand it to a decimal library, or
 * to `Intl.NumberFormat`, which formats strings exactly. Made by `parseDecimal`.
 */
export type DecimalString = string & { readonly [exact]: true };

/** Digits as a string, e.g. `"19.99"`; of numbers only whole ones, the others have lost their digits already. */
export type AmountInput = string | number;

/** Node has it, TypeScript's library does not know yet. */
const raw = JSON as JSON & { rawJSON(text: string): object };

const plain = /^-?\d+(\.\d+)?$/;
const scientific = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/;

/** Whether these are plain decimal digits, without exponent, separators or spaces. */
export function isDecimal(value: unknown): value is DecimalString {
  return typeof value === 'string' && plain.test(value);
}

/**
 * The amount these digits are. A number is taken when it is whole: only then it is exactly what was written.
 * `undefined` for everything else.
 */
export function parseDecimal(value: AmountInput): DecimalString | undefined {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  return isDecimal(text) ? text : undefined;
}

/** Whether the amount is above zero, by its digits. */
export function isPositive(amount: DecimalString): boolean {
  return /^[\d.]*[1-9]/.test(amount);
}

/** The amount as a JSON number whose digits are written as they are. */
export function jsonNumber(amount: DecimalString): object {
  // JSON knows no leading zeros.
  return raw.rawJSON(amount.replace(/^(-?)0+(?=\d)/, '$1'));
}

/** Reviver of `JSON.parse`: `…_usd` becomes the digits that were sent, also where a number was. */
export function keepDigits(name: string, value: unknown, context?: { source?: string }): unknown {
  if (!name.endsWith('_usd') || value === null) return value;
  const digits = typeof value === 'number' ? withoutExponent(context?.source ?? '') : value;
  if (isDecimal(digits)) return digits;
  throw new AmountError(name);
}

/** A field that should be an amount and is none. */
export class AmountError extends Error {
  override readonly name = 'AmountError';
  readonly field: string;

  constructor(field: string) {
    super(`"${field}" that is no amount`);
    this.field = field;
  }
}

function withoutExponent(source: string): string {
  const [, sign, whole = '', fraction = '', exponent] = scientific.exec(source) ?? [];
  if (sign === undefined) return source;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
