import { isLoopback } from '@nexevo/client';
import { ProxyOptionError } from '../errors.ts';

/** How the site's own server vouches for its visitors: with a shared secret, or with keys it publishes. */
export interface IdentityOptions {
  /** Shared HS256 secret, at least 32 bytes; two while rotating. */
  secret?: string | string[];
  /** JSON Web Key Set for RS256, ES256 or EdDSA. HTTPS, or HTTP on loopback; redirects are not followed. */
  jwksUrl?: string;
  /** Expected `aud`. @default 'nexevo-chat' */
  audience?: string;
  /** Expected `iss`; part of the visitor's name, so that two issuers never meet. */
  issuer?: string;
}

/** The signed-in visitor of a request, as the site's own Express app knows them. */
export interface IdentifiedVisitor {
  /** Your id of this person: never empty, never used again for somebody else. */
  subject: string;
  /** Keeps two sources of ids apart. */
  issuer?: string;
  /** Whether they may read usage and the feedback summary. @default false */
  operator?: boolean;
}

/** `secrets` is empty exactly when there is a `jwksUrl`. */
export interface ResolvedIdentity {
  secrets: string[];
  jwksUrl: string | undefined;
  audience: string;
  issuer: string | undefined;
}

/** @throws {ProxyOptionError} on what cannot stand; `checkSecret` is the proxy's own rule for secrets. */
export function resolveIdentity(
  { secret, jwksUrl, audience = 'nexevo-chat', issuer }: IdentityOptions,
  checkSecret: (option: string, secret: string) => string,
): ResolvedIdentity {
  const secrets = [secret ?? []].flat();
  if (secrets.length > 0 === (jwksUrl !== undefined) || secrets.length > 2) {
    throw new ProxyOptionError(
      'identity',
      'identity needs either one secret (two while rotating) or a jwksUrl: set NEXEVO_IDENTITY_SECRET or NEXEVO_IDENTITY_JWKS_URL.',
    );
  }
  if (audience.trim() === '') {
    throw new ProxyOptionError('identity.audience', 'identity.audience must not be empty.');
  }
  return {
    secrets: secrets.map((one) => checkSecret('identity.secret', one)),
    jwksUrl: jwksUrl === undefined ? undefined : checkUrl(jwksUrl),
    audience,
    issuer,
  };
}

function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPrivate = url?.protocol === 'http:' && isLoopback(url.hostname);
  if (url && !url.username && !url.password && (url.protocol === 'https:' || isPrivate)) {
    return url.href;
  }
  throw new ProxyOptionError(
    'identity.jwksUrl',
    'identity.jwksUrl must be an https address without credentials (http is for loopback).',
  );
}
