import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { ProxyError } from '../errors.ts';

/** Who asks: the name in the store, and what the session may do. */
export interface VisitorSession {
  key: string;
  kind: 'anonymous' | 'identified';
  operator: boolean;
}

const audience = 'nexevo-proxy-session';
const daysOf: Record<VisitorSession['kind'], number> = { anonymous: 180, identified: 1 };

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
    const expiresAt = new Date(Date.now() + daysOf[session.kind] * 86_400_000);
    const token = await new SignJWT({ kind: session.kind, operator: session.operator })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(session.key)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(this.#secrets[0]!);
    return { token, expiresAt };
  }

  /** @throws {ProxyError} `session_expired` or `session_required` */
  async verify(token: string): Promise<VisitorSession> {
    for (const secret of this.#secrets) {
      try {
        const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], audience });
        const kind = payload.kind === 'identified' ? 'identified' : 'anonymous';
        return { key: payload.sub ?? '', kind, operator: payload.operator === true };
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
