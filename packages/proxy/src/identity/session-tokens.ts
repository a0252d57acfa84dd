import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
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

/** How long a session holds, in seconds. One that the site vouches for is short: its end is the site's log-out. */
export const sessionSeconds: Record<VisitorSession['kind'], number> = {
  anonymous: 180 * 86_400,
  identified: 3600,
};

/** Signs and checks visitor sessions: JWTs pinned to HS256. With two secrets the first signs and both are accepted. */
export class SessionTokens {
  readonly #secrets: Uint8Array[];

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets.map((secret) => new TextEncoder().encode(secret));
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
    return { token, expiresAt };
  }

  /** @throws {ProxyError} `session_expired` or `session_required` */
  async verify(token: string): Promise<SignedSession> {
    for (const secret of this.#secrets) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          audience,
          requiredClaims: ['sub', 'iat', 'exp'],
        });
        const kind = payload.kind === 'identified' ? 'identified' : 'anonymous';
        const operator = payload.operator === true;
        return { key: payload.sub!, kind, operator, issuedAt: Math.round(payload.iat! * 1000) };
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          throw new ProxyError('session_expired', 'This session has expired: ask for a new one.');
        }
        if (!(error instanceof errors.JOSEError)) throw error;
      }
    }
    throw new ProxyError('session_required', 'This session is not valid here: ask for a new one.');
  }
}
