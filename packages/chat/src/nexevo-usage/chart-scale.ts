import type { DecimalString } from '@nexevo/protocol';
import { fromUnits, percentOf, toUnits } from './decimal-units.ts';

export interface ChartScale {
  /** What the lines of the chart stand for, from the top one to zero; none when all is zero. */
  ticks: DecimalString[];
  /** Of each amount, in percent of the chart. */
  heights: number[];
}

/** Round numbers, in tenths. */
const steps = [10n, 15n, 20n, 25n, 30n, 40n, 50n, 60n, 80n];
/** Else a cent beside a hundred dollars would not be seen. */
const leastHeight = 1.5;

/** A scale of two round steps on which the largest amount just fits. */
export function chartScale(amounts: readonly DecimalString[]): ChartScale {
  const { units, places } = toUnits(amounts);
  // `Math.max` takes no bigint.
  const largest = units.toSorted((a, b) => (a < b ? -1 : 1)).at(-1) ?? 0n;
  if (largest === 0n) return { ticks: [], heights: amounts.map(() => 0) };
  // One place more, for the tenths.
  const step = roundStep(largest * 10n);
  const top = step * 2n;
  return {
    ticks: [top, step, 0n].map((unit) => fromUnits(unit, places + 1)),
    heights: units.map((one) => (one > 0n ? Math.max(leastHeight, percentOf(one * 10n, top)) : 0)),
  };
}

function roundStep(largest: bigint): bigint {
  for (let power = 1n; ; power *= 10n) {
    const step = steps.find((one) => one * power * 2n >= largest);
    if (step !== undefined) return step * power;
  }
}
