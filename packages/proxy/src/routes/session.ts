import { maxCommentLength, type SessionResponse, sessionRequest } from '@nexevo/protocol';
import { type RequestHandler, Router } from 'express';
import { ProxyError } from '../errors.ts';
import { IdentityTokens } from '../identity/identity-tokens.ts';
import { SessionTokens, type VisitorSession } from '../identity/session-tokens.ts';
import { bearer } from '../middleware/bearer.ts';
import { validate } from '../middleware/validate.ts';
import type { ResolvedOptions } from '../options.ts';

/** `POST /session`: a new session, or a longer one for a bearer that still holds. */
export function sessionRoutes({
  sessions,
  options,
  limit,
}: {
  sessions: SessionTokens;
  options: ResolvedOptions;
  limit: RequestHandler;
}): Router {
  const identities = new IdentityTokens(options.identity);

  return Router().post('/session', limit, async (request, response) => {
    const { identity_token: identityToken } = validate(sessionRequest, request.body);
    const visitor = identityToken
      ? await identities.verify(identityToken)
      : ((await renewable(sessions, bearer(request))) ?? SessionTokens.newAnonymous());
    const { token, expiresAt } = await sessions.sign(visitor);
    response.json({
      token,
      expires_at: expiresAt.toISOString(),
      visitor: { kind: visitor.kind, operator: visitor.operator },
      config: {
        max_message_length: options.messageLength,
        max_comment_length: maxCommentLength,
        feedback_tags: options.feedbackTags,
      },
    } satisfies SessionResponse);
  });
}

/** An anonymous visitor goes on under the same name; an identified one has to be vouched for again. */
async function renewable(
  sessions: SessionTokens,
  token: string | undefined,
): Promise<VisitorSession | undefined> {
  if (!token) return undefined;
  try {
    const visitor = await sessions.verify(token);
    return visitor.kind === 'anonymous' ? visitor : undefined;
  } catch (error) {
    if (error instanceof ProxyError) return undefined;
    throw error;
  }
}
