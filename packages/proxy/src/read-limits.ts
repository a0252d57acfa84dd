import { ProxyOptionError } from './errors.ts';
import type { LimitOptions, QueueOptions } from './limit-options.ts';

const limitNames = {
  NEXEVO_REQUESTS_PER_MINUTE: 'requestsPerMinute',
  NEXEVO_VISITOR_REQUESTS_PER_MINUTE: 'visitorRequestsPerMinute',
  NEXEVO_SESSIONS_PER_MINUTE: 'sessionsPerMinute',
  NEXEVO_RUNS_PER_VISITOR: 'runsPerVisitor',
  NEXEVO_RUNS_PER_ADDRESS: 'runsPerAddress',
  NEXEVO_TOKENS_PER_VISITOR_DAY: 'tokensPerVisitorDay',
  NEXEVO_TOKENS_PER_MONTH: 'tokensPerMonth',
} as const satisfies Record<string, keyof LimitOptions>;

/** Limits and queue from environment variables; `none` takes an end away from the tokens. */
export function readLimits(read: (name: string) => string | undefined): {
  limits: LimitOptions;
  queue: QueueOptions;
  messageLength?: number;
} {
  const limits: LimitOptions = {};
  for (const [variable, name] of Object.entries(limitNames)) {
    const text = read(variable);
    if (text === undefined) continue;
    const isEndless = text === 'none' && name.startsWith('tokens');
    limits[name] = isEndless ? Number.POSITIVE_INFINITY : readCount(variable, text);
  }
  const count = (variable: string) => {
    const text = read(variable);
    return text === undefined ? undefined : readCount(variable, text);
  };
  const requestsPerMinute = count('NEXEVO_UPSTREAM_PER_MINUTE');
  const length = count('NEXEVO_QUEUE_LENGTH');
  const seconds = count('NEXEVO_QUEUE_SECONDS');
  const messageLength = count('NEXEVO_MESSAGE_LENGTH');
  return {
    limits,
    queue: {
      ...(requestsPerMinute !== undefined && { requestsPerMinute }),
      ...(length !== undefined && { length }),
      ...(seconds !== undefined && { waitMs: seconds * 1000 }),
    },
    ...(messageLength !== undefined && { messageLength }),
  };
}

function readCount(variable: string, text: string): number {
  if (/^[1-9]\d{0,15}$/.test(text)) return Number(text);
  throw new ProxyOptionError(variable, `${variable} is "${text}": use a whole number from 1 on.`);
}
