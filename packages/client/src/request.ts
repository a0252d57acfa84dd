import type { Dispatcher } from 'undici';
import { serialize } from './arguments.ts';
import { type ResolvedOptions, refuse } from './options.ts';
import type { Route } from './routes.ts';

/** What a caller may say about any call. */
export interface RequestOptions {
  /** Ends the call at once; it then throws the signal's reason. */
  signal?: AbortSignal;
  /** Milliseconds, instead of the client's. */
  timeout?: number;
  /** Handed to the client's `gate` as it is, e.g. on whose behalf the call is made. */
  pass?: unknown;
}

/** What fills in a route. */
export interface Call extends RequestOptions {
  id?: string;
  userId?: string;
  query?: Record<string, number | undefined>;
  body?: object;
}

/** The HTTP request of a call. Its headers hold the key: it is never kept, logged or attached to an error. */
export function buildRequest(
  route: Route,
  call: Call,
  { bearer, baseUrl, bodyTimeout }: ResolvedOptions,
): Dispatcher.DispatchOptions {
  if (bearer === null && !route.open) throw refuse('apiKey is needed for this call');
  const body = call.body === undefined ? null : serialize(call.body);
  return {
    origin: baseUrl.origin,
    path: pathOf(baseUrl, route, call),
    method: route.method,
    headers: {
      ...(!route.open && { authorization: `Bearer ${bearer}` }),
      // Compression would hold back a stream's chunks.
      'accept-encoding': 'identity',
      'user-agent': '@nexevo/client',
      ...(body !== null && { 'content-type': 'application/json' }),
    },
    body,
    // Until the headers, the call's own deadline keeps the time.
    headersTimeout: 0,
    bodyTimeout,
  };
}

function pathOf(baseUrl: URL, route: Route, { id = '', userId = '', query = {} }: Call): string {
  const path = baseUrl.pathname.replace(/\/$/, '') + route.path;
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  // A function, or `$&` in an id would be read as a pattern.
  return (
    path
      .replace('{id}', () => encodeURIComponent(id))
      .replace('/{user_id}', () => `/${encodeURIComponent(userId)}`) + (search && `?${search}`)
  );
}
