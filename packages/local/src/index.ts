export { ApiError, type ApiErrorCode, OptionsError } from './errors.ts';
export { type FaultName, type FaultOptions, type Faults, faultNames } from './faults/faults.ts';
export { createLocal, type Local, type PastUsage } from './local.ts';
export { formatMoney, type Money, parseMoney } from './money.ts';
export type { LlmOptions, LocalOptions } from './options.ts';
export { prices } from './prices.ts';
export type { LocalEvents, SeenRequest, Traffic } from './traffic.ts';
