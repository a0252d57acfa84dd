import type { JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import { createRemoteJWKSet, customFetch } from 'jose/jwks/remote';

/** A key, or a way to find it, with the only algorithms it is good for. */
export interface IdentityKey {
  key: Uint8Array | JWTVerifyGetKey;
  algorithms: NonNullable<JWTVerifyOptions['algorithms']>;
}

export interface RemoteKeysOptions {
  /** @default 5000 */
  timeoutMs?: number;
  /** An unknown key id asks for the set again, but not sooner than this after the last time. @default 30000 */
  coolDownMs?: number;
}

const refreshMs = 10 * 60_000;
const largestSet = 256 * 1024;

/** A shared secret checks HMACs and nothing else: no public key can pass for one. */
export function secretKey(secret: string): IdentityKey {
  return { key: new TextEncoder().encode(secret), algorithms: ['HS256'] };
}

/** A JSON Web Key Set by URL: asymmetric keys only, so that a set that leaks lets nobody sign. */
export function remoteKeys(
  url: string,
  { timeoutMs = 5000, coolDownMs = 30_000 }: RemoteKeysOptions = {},
): IdentityKey {
  const key = createRemoteJWKSet(new URL(url), {
    timeoutDuration: timeoutMs,
    cooldownDuration: coolDownMs,
    cacheMaxAge: refreshMs,
    [customFetch]: fetchKeys,
  });
  return { key, algorithms: ['RS256', 'ES256', 'EdDSA', 'Ed25519'] };
}

/** The key set could not be had; that says nothing about the token. */
export class KeySetError extends Error {
  override readonly name = 'KeySetError';
}

async function fetchKeys(url: string, init: RequestInit): Promise<Response> {
  try {
    // A redirect could lead to somebody else's keys.
    const response = await fetch(url, { ...init, redirect: 'manual' });
    if (response.status !== 200) throw new KeySetError(`it answered ${response.status}`);
    return Response.json(JSON.parse(await readCapped(response)));
  } catch (cause) {
    if (cause instanceof KeySetError) throw cause;
    if (cause instanceof SyntaxError) throw new KeySetError('it is no JSON', { cause });
    throw new KeySetError('it could not be reached', { cause });
  }
}

async function readCapped(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > largestSet) throw new KeySetError('it is larger than 256 KB');
  }
  return text;
}
