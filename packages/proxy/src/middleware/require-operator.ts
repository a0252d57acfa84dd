import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ProxyError } from '../errors.ts';
import type { Sessions } from '../identity/sessions.ts';
import { bearer } from './bearer.ts';

/** Lets in the operator token, or a session whose identity token had the operator role. */
export function requireOperator({
  sessions,
  operatorToken,
}: {
  sessions: Sessions;
  operatorToken: string | undefined;
}): RequestHandler {
  return async (request, _response, next) => {
    const token = bearer(request);
    if (!token) throw new ProxyError('session_required', 'A session is required: ask for one.');
    if (operatorToken === undefined || !isSame(token, operatorToken)) {
      const visitor = await sessions.verify(token);
      if (!visitor.operator) {
        throw new ProxyError('operator_required', 'Only the operator of this site may see this.');
      }
    }
    next();
  };
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
