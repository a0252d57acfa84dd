import type { DecimalString } from '@nexevo/protocol';

/** Amounts as whole numbers of one smallest unit, so that they compare and divide without a float. */
export interface DecimalUnits {
  units: bigint[];
  /** Decimal places that the unit stands for. */
  places: number;
}

/** `["1.5", "0.25"]` is 150 and 25 at two places. */
export function toUnits(amounts: readonly DecimalString[]): DecimalUnits {
  const places = Math.max(0, ...amounts.map(decimalsOf));
  const units = amounts.map((amount) =>
    BigInt(amount.replace('.', '') + '0'.repeat(places - decimalsOf(amount))),
  );
  return { units, places };
}

/** 25 at two places is `"0.25"`. Not for negative ones. */
export function fromUnits(unit: bigint, places: number): DecimalString {
  const digits = unit.toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** A part of the whole in percent, to two decimals: for lengths on the screen, which a refund has none of. */
export function percentOf(part: bigint, whole: bigint): number {
  if (part <= 0n || whole <= 0n) return 0;
  return part < whole ? Number((part * 10_000n) / whole) / 100 : 100;
}

export function isMore(amount: DecimalString, than: DecimalString): boolean {
  const [one = 0n, other = 0n] = toUnits([amount, than]).units;
  return one > other;
}

function decimalsOf(amount: DecimalString): number {
  return amount.split('.')[1]?.length ?? 0;
}
