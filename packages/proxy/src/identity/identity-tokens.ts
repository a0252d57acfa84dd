import { errors, jwtVerify } from 'jose';
import { ProxyError } from '../errors.ts';
import type { ResolvedOptions } from '../options.ts';
import type { VisitorSession } from './session-tokens.ts';

const longestLifeSeconds = 600;

/** Checks the JWT with which the site's own server vouches for a visitor or an operator (`role: "operator"`). */
export class IdentityTokens {
  readonly #identity: ResolvedOptions['identity'];

  constructor(identity: ResolvedOptions['identity']) {
    this.#identity = identity;
  }

  /** @throws {ProxyError} `identity_invalid`, saying which claim is wrong but nothing of the token. */
  async verify(token: string): Promise<VisitorSession> {
    const identity = this.#identity;
    if (!identity) throw invalid('this server takes no identity tokens');
    const { secret, audience, issuer } = identity;
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ['HS256'],
        audience,
        ...(issuer !== undefined && { issuer }),
        requiredClaims: ['sub', 'exp', 'iat'],
        maxTokenAge: longestLifeSeconds,
      });
      // An empty subject would be the same person for everybody whose id the site forgot.
      if (typeof payload.sub !== 'string' || payload.sub.trim() === '') {
        throw invalid('its claim "sub" names nobody');
      }
      if (payload.exp! - payload.iat! > longestLifeSeconds) {
        throw invalid(`it may live at most ${longestLifeSeconds} seconds`);
      }
      // JSON keeps issuer and subject apart whatever characters they hold.
      const key = `id:${JSON.stringify([payload.iss ?? '', payload.sub])}`;
      return { key, kind: 'identified', operator: payload.role === 'operator' };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw invalid('it has expired', error);
      if (error instanceof errors.JWTClaimValidationFailed) {
        throw invalid(`its claim "${error.claim}" does not fit`, error);
      }
      if (error instanceof errors.JOSEError) throw invalid('its signature does not fit', error);
      throw error;
    }
  }
}

function invalid(why: string, cause?: unknown): ProxyError {
  return new ProxyError('identity_invalid', `The identity token was refused: ${why}.`, { cause });
}
