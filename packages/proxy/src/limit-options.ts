import { checkAllowance, checkCount } from './count-option.ts';

/** What one visitor, one address and everybody together may ask for. An address is one IPv4 address or one IPv6 /64. */
export interface LimitOptions {
  /** Requests a minute from one address. @default 300 */
  requestsPerMinute?: number;
  /** Requests a minute of one session. @default 120 */
  visitorRequestsPerMinute?: number;
  /** Sessions a minute that one address may ask for. @default 30 */
  sessionsPerMinute?: number;
  /** Replies that are written for one visitor at the same time, those that wait for the gateway included. @default 3 */
  runsPerVisitor?: number;
  /** The same for one address. @default 20 */
  runsPerAddress?: number;
  /** Tokens of one visitor in a UTC day, questions and replies; `Infinity` for no limit. @default 250000 */
  tokensPerVisitorDay?: number;
  /** Tokens of the whole site in a UTC month. @default Infinity */
  tokensPerMonth?: number;
}

/** How the key's requests are shared. */
export interface QueueOptions {
  /** What the key may do a minute, until the gateway's answers say it. @default 60 */
  requestsPerMinute?: number;
  /** Messages that wait for the gateway at most. @default 200 */
  length?: number;
  /** How long one of them waits at most, in milliseconds. @default 120000 */
  waitMs?: number;
}

/** @throws {ProxyOptionError} on the first that cannot stand. */
export function resolveLimits(limits: LimitOptions = {}): Required<LimitOptions> {
  const count = (name: keyof LimitOptions, standard: number) =>
    checkCount(`limits.${name}`, limits[name] ?? standard);
  const allowance = (name: keyof LimitOptions, standard: number) =>
    checkAllowance(`limits.${name}`, limits[name] ?? standard);
  return {
    requestsPerMinute: count('requestsPerMinute', 300),
    visitorRequestsPerMinute: count('visitorRequestsPerMinute', 120),
    sessionsPerMinute: count('sessionsPerMinute', 30),
    runsPerVisitor: count('runsPerVisitor', 3),
    runsPerAddress: count('runsPerAddress', 20),
    tokensPerVisitorDay: allowance('tokensPerVisitorDay', 250_000),
    tokensPerMonth: allowance('tokensPerMonth', Number.POSITIVE_INFINITY),
  };
}

/** @throws {ProxyOptionError} on the first that cannot stand. */
export function resolveQueue(queue: QueueOptions = {}): Required<QueueOptions> {
  return {
    requestsPerMinute: checkCount('queue.requestsPerMinute', queue.requestsPerMinute ?? 60),
    length: checkCount('queue.length', queue.length ?? 200),
    waitMs: checkCount('queue.waitMs', queue.waitMs ?? 120_000),
  };
}
