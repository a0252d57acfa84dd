import type { RequestHandler, Response } from 'express';
import { ProxyError } from '../errors.ts';
import type { VisitorSession } from '../identity/session-tokens.ts';
import type { Sessions } from '../identity/sessions.ts';
import { bearer } from './bearer.ts';

/** Lets only a valid session in. */
export function requireVisitor(sessions: Sessions): RequestHandler {
  return async (request, response, next) => {
    const token = bearer(request);
    if (!token) throw new ProxyError('session_required', 'A session is required: ask for one.');
    response.locals.visitor = await sessions.verify(token);
    next();
  };
}

/** The session that {@link requireVisitor} let in. */
export function visitorOf(response: Response): VisitorSession {
  return response.locals.visitor as VisitorSession;
}
