import type { IncomingHttpHeaders } from 'node:http';

/** What the gateway says of the key's requests a minute (`X-RateLimit-*`); a header it did not send is absent. */
export interface RateLimit {
  limit?: number;
  remaining?: number;
  /** Seconds until the window resets. */
  reset?: number;
}

/** `X-RateLimit-*` of any answer. */
export function readRateLimit(headers: IncomingHttpHeaders): RateLimit {
  const limit = count(header(headers, 'x-ratelimit-limit'));
  const remaining = count(header(headers, 'x-ratelimit-remaining'));
  const reset = readReset(headers);
  return {
    ...(limit !== undefined && { limit }),
    ...(remaining !== undefined && { remaining }),
    ...(reset !== undefined && { reset }),
  };
}

/** Whole seconds a refusal asks to wait: `Retry-After` (seconds or a date), on 429 else `X-RateLimit-Reset`. */
export function readRetryAfter(status: number, headers: IncomingHttpHeaders): number | undefined {
  const asked = header(headers, 'retry-after');
  const seconds = count(asked) ?? secondsUntil(Date.parse(asked ?? ''), headers);
  return seconds !== undefined
    ? Math.ceil(seconds)
    : status === 429
      ? readReset(headers)
      : undefined;
}

function readReset(headers: IncomingHttpHeaders): number | undefined {
  const value = count(header(headers, 'x-ratelimit-reset'));
  if (value === undefined) return undefined;
  // Documented as seconds to go; no window is thirty years long, so a large value is an epoch.
  if (value < 1e9) return Math.ceil(value);
  return secondsUntil(value < 1e12 ? value * 1000 : value, headers);
}

/** Measured against the gateway's own clock when it tells the time. */
function secondsUntil(moment: number, headers: IncomingHttpHeaders): number | undefined {
  if (Number.isNaN(moment)) return undefined;
  const now = Date.parse(header(headers, 'date') ?? '') || Date.now();
  return Math.max(0, Math.ceil((moment - now) / 1000));
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
