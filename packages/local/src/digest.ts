import { createHash } from 'node:crypto';

/** What is kept of a secret that is long and random: its SHA-256; a slow hash would add nothing. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
