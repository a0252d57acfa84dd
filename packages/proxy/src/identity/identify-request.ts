import type { Request } from 'express';
import { ProxyError } from '../errors.ts';
import type { IdentifiedVisitor } from './identity-options.ts';
import type { VisitorSession } from './session-tokens.ts';
import { identifiedKey } from './visitor-key.ts';

export type Identify = (
  request: Request,
) => IdentifiedVisitor | undefined | Promise<IdentifiedVisitor | undefined>;

/**
 * Asks the site's own app who is signed in. It answers from a cookie, which a browser sends along whoever made the
 * page, so it is asked only about requests of our own origin.
 */
export async function identifyRequest(
  identify: Identify | undefined,
  request: Request,
): Promise<VisitorSession | undefined> {
  if (!identify || !isSameOrigin(request)) return undefined;
  const visitor = await identify(request);
  if (!visitor) return undefined;
  const { subject, issuer, operator = false } = visitor;
  if (typeof subject !== 'string' || subject.trim() === '') {
    throw new ProxyError('identity_invalid', 'The site named a visitor without an id.');
  }
  return { key: identifiedKey(subject, issuer), kind: 'identified', operator: operator === true };
}

/** `Sec-Fetch-Site` is the browser's own word; `Origin` is there on every POST of those that do not send it. */
function isSameOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = request.get('origin');
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host);
}
