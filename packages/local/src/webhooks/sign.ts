import { createHmac } from 'node:crypto';

/** The value of `X-Nexevo-Signature`: a time in seconds, and the HMAC-SHA256 of `time.body` in hexadecimal. */
export function signWebhook(secret: string, body: string, seconds: number): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}
