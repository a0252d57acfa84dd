import { request } from 'undici';
import { signWebhook } from './sign.ts';

const timeout = 10_000;

interface Letter {
  id: string;
  url: string;
  secret: string;
  body: string;
}

/** Posts an alert once. Resolves with nothing on a 2xx, else with what went wrong; a redirect is not followed. */
export async function deliverWebhook(
  { id, url, secret, body }: Letter,
  { now, signal }: { now: number; signal: AbortSignal },
): Promise<string | undefined> {
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'nexevo-local',
        'X-Nexevo-Delivery': id,
        'X-Nexevo-Signature': signWebhook(secret, body, Math.floor(now / 1000)),
      },
      body,
      // Alerts are rare; no connection is kept for the next.
      reset: true,
      headersTimeout: timeout,
      bodyTimeout: timeout,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });
    await answer.body.dump({ limit: 65_536 });
    const isTaken = answer.statusCode >= 200 && answer.statusCode < 300;
    return isTaken ? undefined : `it answered ${answer.statusCode}`;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
