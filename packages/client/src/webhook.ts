import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DecimalString } from './decimal.ts';
import type { CodeOf } from './errors/codes.ts';
import { WebhookSignatureError } from './errors/index.ts';
import { refuse as refuseOption } from './options.ts';

/** What a key's alert webhook receives (inferred). */
export interface SpendAlert {
  /** The same again when it is delivered again. */
  id: string;
  type: 'spend_cap.threshold';
  key_id: string;
  key_name: string;
  /** `YYYY-MM`, UTC. */
  month: string;
  threshold_pct: number;
  spent_usd: DecimalString;
  monthly_spend_cap_usd: DecimalString;
  /** ISO 8601, UTC. */
  created_at: string;
}

export interface WebhookDelivery {
  /** The body as it came, before any parsing. */
  body: string | Uint8Array;
  /** The header `X-Nexevo-Signature`. */
  signature: string | undefined;
  /** `webhook_secret` of `keys.updateAlertWebhook`. */
  secret: string;
  /** Seconds a delivery may be old; older ones may be replayed. @default 300 */
  tolerance?: number;
}

/** Reads what an alert webhook received. @throws {WebhookSignatureError} when the gateway did not sign it, or long ago */
export function readWebhook({
  body,
  signature,
  secret,
  tolerance = 300,
}: WebhookDelivery): SpendAlert {
  // By an empty one, as of a variable that is not set, anybody can sign.
  if (!secret) throw refuseOption('secret must be the webhook_secret of the key');
  const [, seconds, mac = ''] = /^t=(\d{1,12}),v1=([\da-f]{64})$/.exec(signature ?? '') ?? [];
  if (seconds === undefined) throw refuse('has no signature that can be read');
  const expected = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
  if (!timingSafeEqual(expected, Buffer.from(mac, 'hex')))
    throw refuse('is signed with another secret');
  if (!(Math.abs(Date.now() / 1000 - Number(seconds)) <= tolerance))
    throw refuse('is too old, or of the future');
  return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
}

function refuse(why: string): WebhookSignatureError {
  return new WebhookSignatureError(`The delivery ${why}.`, {
    code: 'invalid_signature' satisfies CodeOf<'WebhookSignatureError'>,
  });
}
