import type { IncomingHttpHeaders } from 'node:http';

/** Seconds, sixty-eight years: what RFC 9111 takes for any number that is too large. */
const longest = 2 ** 31;
/** The three forms of RFC 9110, 5.6.7. `Date.parse` finds a date in nearly everything that has a digit. */
const fixdateOrRfc850 = /^[A-Z][a-z]+, \d\d[ -][A-Z][a-z]{2}[ -](\d{4}|\d\d) \d\d:\d\d:\d\d GMT$/;
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [\d ]\d \d\d:\d\d:\d\d \d{4}$/;

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

/**
 * Whole seconds a refusal asks to wait: `Retry-After` (RFC 9110: seconds or a date; anything else is as if it were not there),
 * on 429 else `X-RateLimit-Reset`.
 */
export function readRetryAfter(status: number, headers: IncomingHttpHeaders): number | undefined {
  const asked = header(headers, 'retry-after');
  const seconds = count(asked) ?? secondsUntil(parseDate(asked), headers);
  if (seconds !== undefined) return Math.min(Math.ceil(seconds), longest);
  return status === 429 ? readReset(headers) : undefined;
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
  const now = parseDate(header(headers, 'date')) || Date.now();
  return Math.min(longest, Math.max(0, Math.ceil((moment - now) / 1000)));
}

/** Milliseconds since 1970, or `NaN`. */
function parseDate(text = ''): number {
  const date = text.trim();
  if (asctime.test(date)) return Date.parse(`${date} GMT`);
  return fixdateOrRfc850.test(date) ? Date.parse(date) : Number.NaN;
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
