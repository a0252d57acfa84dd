import type { JWTPayload, JWTVerifyOptions } from 'jose';
import * as errors from 'jose/errors';
import { jwtVerify } from 'jose/jwt/verify';
import { ProxyError } from '../errors.ts';
import {
  type IdentityKey,
  KeySetError,
  type RemoteKeysOptions,
  remoteKeys,
  secretKey,
} from './identity-keys.ts';
import type { ResolvedIdentity } from './identity-options.ts';
import type { VisitorSession } from './session-tokens.ts';
import { identifiedKey } from './visitor-key.ts';

const longestLifeSeconds = 600;
/** How far the site's clock and ours may be apart: no two of them agree to the second. */
const clockToleranceSeconds = 30;
/** As OpenID Connect has it. */
const longestSubject = 255;

/** Checks the JWT with which the site's own server vouches for a visitor or an operator (`role: "operator"`). */
export class IdentityTokens {
  readonly #keys: readonly IdentityKey[];
  readonly #expected: JWTVerifyOptions;

  constructor(identity: ResolvedIdentity | undefined, fetching: RemoteKeysOptions = {}) {
    this.#keys = identity?.jwksUrl
      ? [remoteKeys(identity.jwksUrl, fetching)]
      : (identity?.secrets.map(secretKey) ?? []);
    this.#expected = {
      audience: identity?.audience ?? [],
      ...(identity?.issuer !== undefined && { issuer: identity.issuer }),
      requiredClaims: ['sub', 'exp', 'iat'],
      maxTokenAge: longestLifeSeconds,
      clockTolerance: clockToleranceSeconds,
    };
  }

  /**
   * @throws {ProxyError} `identity_invalid`, saying which claim is wrong but nothing of the token, or
   * `identity_unavailable` when the keys cannot be had.
   */
  async verify(token: string): Promise<VisitorSession> {
    if (this.#keys.length === 0) throw invalid('this server takes no identity tokens');
    const { sub, iss, exp, iat, role } = await this.#verifyWithAny(token);
    // An empty subject would be the same person for everybody whose id the site forgot.
    if (typeof sub !== 'string' || sub.trim() === '') throw invalid('its claim "sub" names nobody');
    if (sub.length > longestSubject) {
      throw invalid(`its claim "sub" may have at most ${longestSubject} characters`);
    }
    if (exp! - iat! > longestLifeSeconds) {
      throw invalid(`it may live at most ${longestLifeSeconds} seconds`);
    }
    return { key: identifiedKey(sub, iss), kind: 'identified', operator: role === 'operator' };
  }

  /** While a secret is rotated there are two. */
  async #verifyWithAny(token: string): Promise<JWTPayload> {
    let refusal: ProxyError | undefined;
    for (const identityKey of this.#keys) {
      try {
        return await this.#verifyWith(identityKey, token);
      } catch (error) {
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw explain(error);
        refusal = explain(error);
      }
    }
    throw refusal;
  }

  async #verifyWith({ key, algorithms }: IdentityKey, token: string): Promise<JWTPayload> {
    const options = { ...this.#expected, algorithms };
    const { payload } =
      typeof key === 'function'
        ? await jwtVerify(token, key, options)
        : await jwtVerify(token, key, options);
    return payload;
  }
}

function explain(error: unknown): ProxyError {
  if (error instanceof KeySetError) {
    return new ProxyError('identity_unavailable', 'Signing in does not work at the moment.', {
      retryAfter: 30,
      cause: error,
    });
  }
  if (error instanceof errors.JWTExpired) return invalid('it has expired', error);
  if (error instanceof errors.JWTClaimValidationFailed) {
    return invalid(`its claim "${error.claim}" does not fit`, error);
  }
  if (error instanceof errors.JOSEAlgNotAllowed)
    return invalid('its algorithm is not one taken here', error);
  if (error instanceof errors.JWKSNoMatchingKey)
    return invalid('no key of the set is its own', error);
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return invalid('it has to name its key ("kid")', error);
  if (error instanceof errors.JWKSInvalid) {
    return new ProxyError('identity_unavailable', 'Signing in does not work at the moment.', {
      cause: error,
    });
  }
  if (error instanceof errors.JOSEError) return invalid('its signature does not fit', error);
  throw error;
}

function invalid(why: string, cause?: unknown): ProxyError {
  return new ProxyError('identity_invalid', `The identity token was refused: ${why}.`, { cause });
}
