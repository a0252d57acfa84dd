import { createHash } from 'node:crypto';
import type { VisitorKey } from '../store/store.ts';

/** The name of a signed-in visitor. JSON keeps issuer and subject apart whatever characters they hold. */
export function identifiedKey(subject: string, issuer = ''): VisitorKey {
  return `id:${JSON.stringify([issuer, subject])}`;
}

export function isAnonymousKey(key: VisitorKey): boolean {
  return key.startsWith('anon:');
}

/** What a browser may know of it: enough to keep one visitor's things from another's. */
export function visitorId(key: VisitorKey): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}
