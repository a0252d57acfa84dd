import { ApiError } from '../errors.ts';
import { isLoopback } from '../loopback.ts';

/** Where alerts may go: with `loopback`, those for any other address are kept and not sent. */
export type WebhookReach = 'loopback' | 'anywhere';

/** Reads a webhook's address: HTTPS (documented), or HTTP on this machine. @throws {ApiError} `validation_error` */
export function readWebhookUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isFit =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!url || !isFit)
    throw new ApiError('validation_error', 'url: must be an absolute https:// address.');
  if (url.username || url.password)
    throw new ApiError('validation_error', 'url: must have no user name and password in it.');
  return url;
}

/** Whether an alert may leave for `url`. */
export function mayDeliver(url: URL, reach: WebhookReach): boolean {
  return reach === 'anywhere' || isLoopback(url.hostname);
}
