import type { VisitorKey } from '../store/store.ts';

/** The name of a signed-in visitor. JSON keeps issuer and subject apart whatever characters they hold. */
export function identifiedKey(subject: string, issuer = ''): VisitorKey {
  return `id:${JSON.stringify([issuer, subject])}`;
}

export function isAnonymousKey(key: VisitorKey): boolean {
  return key.startsWith('anon:');
}
