import type { Store, VisitorKey } from '../store/store.ts';
import { sessionSeconds } from './session-tokens.ts';
import { isAnonymousKey } from './visitor-key.ts';

/**
 * Erases everything that is held on a visitor and ends the sessions; returns the conversations that are gone.
 * An anonymous name is over for good; whom the site vouches for may come back as somebody new.
 */
export function eraseVisitor(store: Store, visitor: VisitorKey): Promise<string[]> {
  const now = Date.now();
  const isAnonymous = isAnonymousKey(visitor);
  const seconds = sessionSeconds[isAnonymous ? 'anonymous' : 'identified'];
  return store.deleteVisitor({
    visitor,
    expiresAt: now + seconds * 1000,
    ...(!isAnonymous && { issuedUntil: now }),
  });
}
