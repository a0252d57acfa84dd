import { type SessionResponse, sessionRequest, type WidgetConfig } from '@nexevo/protocol';
import { type RequestHandler, Router } from 'express';
import { identifyRequest } from '../identity/identify-request.ts';
import { IdentityTokens } from '../identity/identity-tokens.ts';
import { sessionSeconds } from '../identity/session-tokens.ts';
import type { Sessions } from '../identity/sessions.ts';
import { visitorId } from '../identity/visitor-key.ts';
import { bearer } from '../middleware/bearer.ts';
import { validate } from '../middleware/validate.ts';
import type { ResolvedOptions } from '../options.ts';
import type { RunRegistry } from '../runs/run-registry.ts';

/**
 * `POST /session`: a new session, or a longer one for an anonymous bearer that still holds.
 * With a visitor whom the site vouches for, the bearer's conversations become theirs.
 */
export function sessionRoutes({
  sessions,
  registry,
  options,
  config,
  limit,
}: {
  sessions: Sessions;
  registry: RunRegistry;
  options: ResolvedOptions;
  config: WidgetConfig;
  limit: RequestHandler;
}): Router {
  const identities = new IdentityTokens(options.identity);

  return Router().post('/session', limit, async (request, response) => {
    const { identity_token: identityToken } = validate(sessionRequest, request.body);
    const identified = identityToken
      ? await identities.verify(identityToken)
      : await identifyRequest(options.identify, request);
    if (identified) {
      const adopted = await sessions.adopt(bearer(request), identified);
      if (adopted) registry.rename(adopted, identified.key);
    }
    const visitor = identified ?? (await sessions.anonymous(bearer(request)));
    const { token, expiresAt } = await sessions.sign(visitor);
    response.json({
      token,
      expires_at: expiresAt.toISOString(),
      expires_in: sessionSeconds[visitor.kind],
      visitor: { id: visitorId(visitor.key), kind: visitor.kind, operator: visitor.operator },
      config,
    } satisfies SessionResponse);
  });
}
