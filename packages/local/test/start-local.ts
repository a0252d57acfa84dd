import type { TestContext } from 'node:test';
import { createLocal, type Local, type LocalOptions } from '@nexevo/local';

export const key = 'sk-xc-local-abcdefgh';

export interface CallOptions {
  method?: string;
  body?: unknown;
  key?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A gateway on a free port that ends with the test. It does not wait between words unless told to. */
export async function startLocal(t: TestContext, options: Partial<LocalOptions> = {}) {
  const local = createLocal({
    dataPath: ':memory:',
    pace: Number.POSITIVE_INFINITY,
    requestsPerMinute: 1000,
    ...options,
  });
  t.after(() => local.close());
  const { url } = await local.listen(0);
  return { local, url, call: caller(url) };
}

/** `fetch` with a test key, JSON bodies, and POST when there is one. */
export function caller(url: string) {
  return (path: string, { body, headers, signal, ...options }: CallOptions = {}) =>
    fetch(`${url}${path}`, {
      method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        authorization: `Bearer ${options.key ?? key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
}

export type Call = ReturnType<typeof caller>;

/** A chat request with one question. */
export function ask(text: string, parameters: Record<string, unknown> = {}) {
  return { model: 'nexevo/balanced', messages: [{ role: 'user', content: text }], ...parameters };
}

/** The data of every event of a streamed reply; chunks parsed, `[DONE]` as it is. */
export async function readEvents(response: Response) {
  const text = await response.text();
  return text
    .split('\n\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => event.slice(6))
    .map((data) => (data === '[DONE]' ? data : JSON.parse(data)));
}

/** Resolves with the next event of that name. */
export function next(local: Local, name: 'request' | 'chat-open' | 'chat-close') {
  return new Promise<{ generationId: string; isComplete: boolean; at: number }>((resolve) => {
    local.traffic.once(name, (event: object) =>
      resolve({
        ...(event as { generationId: string; isComplete: boolean }),
        at: performance.now(),
      }),
    );
  });
}

/** A body as the shape the test expects. */
export async function read<Body>(answer: Response | Promise<Response>): Promise<Body> {
  return (await (await answer).json()) as Body;
}

/** The status of a refusal and its code. */
export async function refusal(answer: Response | Promise<Response>): Promise<[number, string]> {
  const { status } = await answer;
  const { error } = await read<{ error: { code: string } }>(answer);
  return [status, error.code];
}

/** A clock that stands still until it is told to move; sleeping moves it. */
export function ownClock(start: string) {
  let now = Date.parse(start);
  const pass = (ms: number) => {
    now += ms;
  };
  return { now: () => now, pass, sleep: async (ms: number) => pass(ms) };
}
