import type { VisitorKey } from './store.ts';

/** Ends sessions before their tokens run out. */
export interface Revocation {
  visitor: VisitorKey;
  /** Sessions issued up to then are over. Absent: the name itself is, and nothing is written under it any more. */
  issuedUntil?: number;
  /** When the last of these tokens has run out by itself, so that the entry may go; milliseconds since the epoch. */
  expiresAt: number;
}

/** Which sessions are over although their tokens still hold. */
export interface RevocationStore {
  isRevoked(visitor: VisitorKey, issuedAt: number): Promise<boolean>;
}
