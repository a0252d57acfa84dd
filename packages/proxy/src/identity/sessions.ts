import { ProxyError, sessionRevoked } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { SessionTokens, sessionSeconds, type VisitorSession } from './session-tokens.ts';
import { isAnonymousKey } from './visitor-key.ts';

export interface SessionsOptions {
  tokens: SessionTokens;
  store: Store;
  /** Whether only visitors whom the site vouches for are let in. */
  requireIdentity: boolean;
}

/** Visitor sessions: what their tokens say and what has become of them since. */
export class Sessions {
  readonly #tokens: SessionTokens;
  readonly #store: Store;
  readonly #requireIdentity: boolean;

  constructor({ tokens, store, requireIdentity }: SessionsOptions) {
    this.#tokens = tokens;
    this.#store = store;
    this.#requireIdentity = requireIdentity;
  }

  sign(session: VisitorSession): Promise<{ token: string; expiresAt: Date }> {
    return this.#tokens.sign(session);
  }

  /** @throws {ProxyError} `session_required`, `session_expired`, `session_revoked` or `identity_required` */
  async verify(token: string): Promise<VisitorSession> {
    const session = await this.#read(token);
    if (this.#requireIdentity && session.kind === 'anonymous') throw identityRequired();
    return session;
  }

  /** The anonymous visitor of a bearer token that still holds, or a new one: nobody else goes on without being vouched for. */
  async anonymous(token: string | undefined): Promise<VisitorSession> {
    if (this.#requireIdentity) throw identityRequired();
    return (await this.#readAnonymous(token)) ?? SessionTokens.newAnonymous();
  }

  /**
   * Gives what the anonymous visitor of a bearer token has to the one who signed in, once, and ends the old sessions.
   * Returns the name that is over, if there was anything to adopt.
   */
  async adopt(token: string | undefined, to: VisitorSession): Promise<string | undefined> {
    const from = await this.#readAnonymous(token);
    if (!from) return undefined;
    const expiresAt = Date.now() + sessionSeconds.anonymous * 1000;
    const adopted = await this.#store.adoptVisitor({ from: from.key, to: to.key, expiresAt });
    return adopted ? from.key : undefined;
  }

  async #read(token: string): Promise<VisitorSession> {
    const { issuedAt, ...session } = await this.#tokens.verify(token);
    if (await this.#store.isRevoked(session.key, issuedAt)) throw sessionRevoked();
    return session;
  }

  async #readAnonymous(token: string | undefined): Promise<VisitorSession | undefined> {
    if (!token) return undefined;
    try {
      const session = await this.#read(token);
      return isAnonymousKey(session.key) ? session : undefined;
    } catch (error) {
      if (error instanceof ProxyError) return undefined;
      throw error;
    }
  }
}

function identityRequired(): ProxyError {
  return new ProxyError('identity_required', 'Only visitors who are signed in may use this chat.');
}
