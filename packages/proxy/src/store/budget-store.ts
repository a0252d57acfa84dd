import type { TokenDay } from '@nexevo/protocol';

/** Asks for tokens before they are used. */
export interface HoldInput {
  visitor: string;
  /** Milliseconds since the epoch; its UTC day and month are charged. */
  now: number;
  /** With less left than this it is refused. */
  least: number;
  /** What is held, if there is as much left; else what is left. */
  wanted: number;
  /** `Infinity` for none. */
  limits: { visitorDay: number; siteMonth: number };
}

export type HoldResult =
  | { kind: 'held'; id: string; tokens: number }
  /** The visitor's day, or the site's month, is used up. */
  | { kind: 'visitor_day' | 'site_month' };

/** Counters of tokens. What is held counts as used until it is settled, also when its process dies before that. */
export interface BudgetStore {
  holdTokens(input: HoldInput): Promise<HoldResult>;
  /** Puts what was really used in place of what was held, in the day and month that were charged. Only once. */
  settleTokens(id: string, used: number): Promise<void>;
  /** What is counted for a visitor, oldest day first. */
  listTokenDays(visitor: string): Promise<TokenDay[]>;
}
