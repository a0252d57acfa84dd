import { ProxyOptionError } from './errors.ts';

/** Timers take no more than 31 bits of milliseconds. */
const largestCount = 2 ** 31 - 1;

/** @throws {ProxyOptionError} for anything but a whole number that a timer can hold. */
export function checkCount(option: string, count: number): number {
  if (Number.isInteger(count) && count >= 1 && count <= largestCount) return count;
  throw new ProxyOptionError(option, `${option} must be a whole number from 1 to ${largestCount}.`);
}

/** The same for what may be without end. */
export function checkAllowance(option: string, count: number): number {
  if (count === Number.POSITIVE_INFINITY) return count;
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new ProxyOptionError(option, `${option} must be a whole number from 1 on, or Infinity.`);
}
