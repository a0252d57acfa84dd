import type { Dispatcher } from 'undici';
import type { CodeOf } from './errors/codes.ts';
import { NexevoError } from './errors/index.ts';
import type { Gate } from './gate.ts';
import { isLoopback } from './loopback.ts';
import type { ReadPace } from './paced-sockets.ts';
import type { Route } from './routes.ts';

export interface NexevoClientOptions {
  /**
   * `sk-xc-…`. A password: never in a browser, an app or a log.
   * `null` for a client without: only registration, login and password reset work until `useKey` or `useSession`.
   */
  apiKey: string | null;
  /** HTTPS, or HTTP on a loopback host. @default 'https://api.nexevo.ai/v1' */
  baseUrl?: string;
  /**
   * Milliseconds for a whole call, retries included and time at the gate not; for a stream, until its headers.
   * @default 300,000 for chat, 30,000 for everything else
   */
  timeout?: number;
  /** Longest silence within an answer, in milliseconds; a reasoning model may think for minutes. @default 120,000 */
  bodyTimeout?: number;
  /** Attempts after the first, where repeating is safe. @default 2 */
  maxRetries?: number;
  /** Longest wait before a retry, in milliseconds. Asked for more, the call fails with `retryAfter`. @default 10,000 */
  maxRetryDelay?: number;
  /** Largest JSON answer, in bytes. @default 10,485,760 */
  maxResponseSize?: number;
  /** Longest event of a stream, in characters. @default 1,048,576 */
  maxEventSize?: number;
  /** A dispatcher of undici 7 or newer to use instead of an own pool, e.g. a `ProxyAgent`. `close()` leaves it open. */
  dispatcher?: Dispatcher;
  /**
   * Asked after each small read of a connection of the own pool for when the next may be; `undefined` for at once, as
   * without it. For many streams at once, of which a read costs more than what it brings.
   */
  readPace?: ReadPace;
  /** Told of every attempt once its head is there or it has failed; for metrics. It must not throw. */
  onAttempt?: (attempt: Attempt) => void;
  /** Paces every request of this client. A 429 is then tried again when the gate lets it, whatever `maxRetryDelay`. */
  gate?: Gate;
  /** Source of jitter, 0 ≤ x < 1. @default Math.random */
  random?: () => number;
}

/** One request of a call, retries counted apart. */
export interface Attempt {
  route: Route;
  /** Absent when no answer came. */
  status?: number;
  milliseconds: number;
}

/** The options with their defaults, checked. */
export interface ResolvedOptions {
  /** The key or a session's token. */
  bearer: string | null;
  baseUrl: URL;
  timeout: number | undefined;
  bodyTimeout: number;
  maxRetries: number;
  maxRetryDelay: number;
  maxResponseSize: number;
  maxEventSize: number;
  dispatcher: Dispatcher | undefined;
  readPace: ReadPace | undefined;
  onAttempt: ((attempt: Attempt) => void) | undefined;
  gate: Gate | undefined;
  random: () => number;
}

const longestTimer = 2 ** 31 - 1;

/** Checks everything at once, at construction. No message repeats the key or a URL's credentials. */
export function resolveOptions(options: NexevoClientOptions): ResolvedOptions {
  const {
    apiKey,
    baseUrl = 'https://api.nexevo.ai/v1',
    dispatcher,
    gate,
    random = Math.random,
  } = options;
  const timeout = options.timeout;
  return {
    bearer: apiKey === null ? null : checkKey(apiKey),
    baseUrl: parseBaseUrl(baseUrl),
    timeout: timeout === undefined ? undefined : within('timeout', timeout, 1),
    bodyTimeout: within('bodyTimeout', options.bodyTimeout ?? 120_000, 1),
    maxRetries: within('maxRetries', options.maxRetries ?? 2, 0),
    maxRetryDelay: within('maxRetryDelay', options.maxRetryDelay ?? 10_000, 0),
    maxResponseSize: within('maxResponseSize', options.maxResponseSize ?? 10 * 1024 ** 2, 1),
    maxEventSize: within('maxEventSize', options.maxEventSize ?? 1024 ** 2, 1),
    dispatcher,
    readPace: options.readPace,
    onAttempt: options.onAttempt,
    gate,
    random,
  };
}

/** No message repeats it. */
export function checkKey(apiKey: string): string {
  if (typeof apiKey === 'string' && /^sk-xc-[\w-]{8,}$/.test(apiKey)) return apiKey;
  throw refuse('apiKey must be a Nexevo key: "sk-xc-" and at least 8 letters, digits, "-" or "_"');
}

/** What `login` answered. No message repeats it. */
export function checkToken(accessToken: string): string {
  if (typeof accessToken === 'string' && /^[\w.~+/-]{8,4096}=*$/.test(accessToken))
    return accessToken;
  throw refuse('accessToken must be the access_token of a login');
}

/** A whole number of at least `least` that a timer can hold. */
export function within(name: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least && value <= longestTimer) return value;
  throw refuse(`${name} must be a whole number from ${least} to ${longestTimer}`);
}

function parseBaseUrl(text: string): URL {
  if (!URL.canParse(text)) throw refuse('baseUrl must be an absolute URL');
  const url = new URL(text);
  if (url.username || url.password || url.search || url.hash) {
    throw refuse('baseUrl must have no credentials, query or fragment');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw refuse(
      'baseUrl must be https, or the key would travel in the clear (http is for loopback)',
    );
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

export function refuse(message: string): NexevoError {
  return new NexevoError(`${message}.`, { code: 'invalid_option' satisfies CodeOf<'NexevoError'> });
}
