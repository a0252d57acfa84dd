import { createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import { JOSEError, JWTExpired } from 'jose/errors';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';
import { ProxyError } from '../errors.ts';

/** Who asks: the name in the store, and what the session may do. */
export interface VisitorSession {
  key: string;
  kind: 'anonymous' | 'identified';
  operator: boolean;
}

/** A session as its token tells it. */
export interface SignedSession extends VisitorSession {
  /** Milliseconds since the epoch. */
  issuedAt: number;
}

const audience = 'nexevo-proxy-session';
/** How many tokens are known to hold without being checked again. */
const mostKnown = 1000;

/** How long a session holds, in seconds. One that the site vouches for is short: its end is the site's log-out. */
export const sessionSeconds: Record<VisitorSession['kind'], number> = {
  anonymous: 180 * 86_400,
  identified: 3600,
};

/** Signs and checks visitor sessions: JWTs pinned to HS256. With two secrets the first signs and both are accepted. */
export class SessionTokens {
  readonly #secrets: KeyObject[];
  /** Tokens that were checked, with their end in milliseconds since the epoch: a signature does not become wrong. */
  readonly #known = new Map<string, { session: SignedSession; expiresAt: number }>();

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets.map((secret) => createSecretKey(secret, 'utf8'));
  }

  static newAnonymous(): VisitorSession {
    return { key: `anon:${randomUUID()}`, kind: 'anonymous', operator: false };
  }

  async sign(session: VisitorSession): Promise<{ token: string; expiresAt: Date }> {
    const now = Date.now();
    const expiresAt = new Date(now + sessionSeconds[session.kind] * 1000);
    const token = await new SignJWT({ kind: session.kind, operator: session.operator })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(session.key)
      .setAudience(audience)
      .setJti(randomUUID())
      // With its milliseconds: a session made right after an erasure is a new one.
      .setIssuedAt(now / 1000)
      .setExpirationTime(expiresAt)
      .sign(this.#secrets[0]!);
    // What is signed here needs no check: most who ask for a session use it in the next moment.
    this.#keep(token, { session: { ...session, issuedAt: now }, expiresAt: expiresAt.getTime() });
    return { token, expiresAt };
  }

  /** @throws {ProxyError} `session_expired` or `session_required` */
  async verify(token: string): Promise<SignedSession> {
    const known = this.#known.get(token);
    if (known && known.expiresAt > Date.now()) return known.session;
    const checked = await this.#check(token);
    this.#keep(token, checked);
    return checked.session;
  }

  #keep(token: string, known: { session: SignedSession; expiresAt: number }): void {
    this.#known.delete(token);
    this.#known.set(token, known);
    if (this.#known.size > mostKnown) this.#known.delete(this.#known.keys().next().value!);
  }

  async #check(token: string): Promise<{ session: SignedSession; expiresAt: number }> {
    for (const secret of this.#secrets) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          audience,
          requiredClaims: ['sub', 'iat', 'exp'],
        });
        const kind = payload.kind === 'identified' ? 'identified' : 'anonymous';
        const operator = payload.operator === true;
        const issuedAt = Math.round(payload.iat! * 1000);
        const session = { key: payload.sub!, kind, operator, issuedAt } as const;
        return { session, expiresAt: payload.exp! * 1000 };
      } catch (error) {
        if (error instanceof JWTExpired) {
          throw new ProxyError('session_expired', 'This session has expired: ask for a new one.');
        }
        if (!(error instanceof JOSEError)) throw error;
      }
    }
    throw new ProxyError('session_required', 'This session is not valid here: ask for a new one.');
  }
}
