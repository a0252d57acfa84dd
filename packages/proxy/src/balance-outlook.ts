import type { BalanceOutlook, DecimalString, UsageDay } from '@nexevo/protocol';

/** How many of the latest days tell the pace, and for how many more a balance should last. */
const week = 7;

/** How long a balance lasts at the pace of the latest days, reckoned in whole digits. */
export function balanceOutlook(amount: DecimalString, days: UsageDay[]): BalanceOutlook {
  const latest = days.slice(-week);
  const places = Math.max(...[amount, ...latest.map(({ cost }) => cost)].map(decimalsOf));
  const balance = unitsOf(amount, places);
  const spent = latest.reduce((sum, { cost }) => sum + unitsOf(cost, places), 0n);
  const lasts = balance > 0n ? balance : 0n;
  const days_left = spent > 0n ? Number((lasts * BigInt(latest.length)) / spent) : null;
  const low = balance < 10n ** BigInt(places) || (days_left !== null && days_left < week);
  return { low, days_left: days_left === null ? null : Math.min(days_left, 9999) };
}

function decimalsOf(amount: DecimalString): number {
  return amount.split('.')[1]?.length ?? 0;
}

/** `1.5` with three places is 1500. */
function unitsOf(amount: DecimalString, places: number): bigint {
  return BigInt(amount.replace('.', '') + '0'.repeat(places - decimalsOf(amount)));
}
