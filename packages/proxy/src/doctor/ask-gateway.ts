import type { Route } from '@nexevo/client';

/** What the gateway said to one question of the doctor's. */
export interface GatewayAnswer {
  status: number;
  /** The error's code, where there is one. */
  code: string | undefined;
  isJson: boolean;
  /** Its clock, in milliseconds since the epoch, to the second. */
  date: number | undefined;
  askedAt: number;
  answeredAt: number;
}

const timeoutMs = 10_000;
const largestBody = 64 * 1024;

/** Asks one route, with a body that is no JSON where one is expected. An error is why there was no answer. */
export async function askGateway(
  { apiKey, upstreamUrl }: { apiKey: string; upstreamUrl: string },
  { method, path }: Pick<Route, 'method' | 'path'>,
): Promise<GatewayAnswer | Error> {
  const askedAt = Date.now();
  try {
    const response = await fetch(`${upstreamUrl.replace(/\/+$/, '')}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        Authorization: `Bearer ${apiKey}`,
        ...(method === 'POST' && { 'Content-Type': 'application/json' }),
      },
      ...(method === 'POST' && { body: '{"nexevo-doctor"' }),
    });
    const answeredAt = Date.now();
    const body = parse((await response.text()).slice(0, largestBody));
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      status: response.status,
      code: body?.error?.code,
      isJson: body !== undefined,
      date: Number.isNaN(date) ? undefined : date,
      askedAt,
      answeredAt,
    };
  } catch (error) {
    return new Error(reasonOf(error));
  }
}

/** `fetch` hides why it failed in the cause. */
export function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  const { code } = (cause ?? {}) as { code?: string };
  return code ?? (cause instanceof Error ? cause.message : message);
}

function parse(text: string): { error?: { code?: string } } | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
