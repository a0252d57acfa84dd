import { ProxyOptionError } from '../errors.ts';
import type { UpstreamConversations } from './outbox/module-state.ts';

/** How long the gateway is waited for, in milliseconds. */
export interface TimeoutOptions {
  /** Until a reply begins. @default 300000 */
  chatMs?: number;
  /** Longest silence within a reply; some models think for minutes. @default 120000 */
  silenceMs?: number;
  /** A call beside chat; so long, too, something may still happen after its answer was lost. @default 30000 */
  bookkeepingMs?: number;
}

/** Fills in the defaults. @throws {ProxyOptionError} */
export function resolveTimeouts(options: TimeoutOptions = {}): Required<TimeoutOptions> {
  return {
    chatMs: checkMs('timeouts.chatMs', options.chatMs ?? 300_000),
    silenceMs: checkMs('timeouts.silenceMs', options.silenceMs ?? 120_000),
    bookkeepingMs: checkMs('timeouts.bookkeepingMs', options.bookkeepingMs ?? 30_000),
  };
}

/** @throws {ProxyOptionError} */
export function checkConversationsMode(mode: string): UpstreamConversations {
  if (mode === 'auto' || mode === 'on' || mode === 'off') return mode;
  throw new ProxyOptionError(
    'upstreamConversations',
    `upstreamConversations is "${mode}": say auto, on or off.`,
  );
}

function checkMs(option: string, ms: number): number {
  if (Number.isInteger(ms) && ms >= 1 && ms < 2 ** 31) return ms;
  throw new ProxyOptionError(option, `${option} must be a whole number of milliseconds.`);
}
