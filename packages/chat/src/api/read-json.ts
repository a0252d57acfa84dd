import { ChatError, failureOf } from './errors.ts';

/** What a route has answered. An answer that breaks off in its middle is the connection's fault, and no wrong one. */
export async function readJson<T>(response: Response, route: string): Promise<T> {
  try {
    return await response.json();
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw failureOf(cause);
    throw new ChatError('invalid_response', `${route} sent no JSON.`, { cause });
  }
}
