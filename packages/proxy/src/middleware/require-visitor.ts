import type { Request, RequestHandler, Response } from 'express';
import { ProxyError } from '../errors.ts';
import type { SessionTokens, VisitorSession } from '../identity/session-tokens.ts';
import { bearer } from './bearer.ts';

/** Lets only a valid session in. */
export function requireVisitor(sessions: SessionTokens): RequestHandler {
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

/** One value of the path; Express gives an array only for wildcards. */
export function pathId(request: Request): string {
  const { id } = request.params;
  return typeof id === 'string' ? id : '';
}
