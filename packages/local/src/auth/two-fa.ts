import type { TwoFaSecret, TwoFaStatus } from '@nexevo/client';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { callerOf } from '../caller.ts';
import type { User } from '../users.ts';
import { validate } from '../validate.ts';
import type { AuthParts } from './auth-parts.ts';
import { totpCode } from './login.ts';
import { otpauthUrl } from './totp.ts';

const proof = z.object({ code: totpCode });

/** `/auth/2fa`: status, enable, verify, disable. */
export function twoFaRouter({ users, twoFactor, attempts }: AuthParts): Router {
  const router = Router();
  const asker = (response: Response) => users.get(callerOf(response).user);

  /** Does something that a code is needed for; wrong ones are counted. */
  function prove<Result>(
    response: Response,
    body: unknown,
    act: (user: User, code: string) => Result,
  ) {
    const { code } = validate(proof, body);
    const user = asker(response);
    attempts.count(`totp ${user.id}`, response);
    const result = act(user, code);
    attempts.forget(`totp ${user.id}`);
    return result;
  }

  router.get('/auth/2fa', (_request, response) => {
    const { totpEnabledAt } = asker(response);
    const status: TwoFaStatus = { enabled: totpEnabledAt !== null, enabled_at: totpEnabledAt };
    response.json(status);
  });

  router.post('/auth/2fa/enable', (_request, response) => {
    const user = asker(response);
    const secret = twoFactor.begin(user);
    const pending: TwoFaSecret = { secret, otpauth_url: otpauthUrl(secret, user.email) };
    response.json(pending);
  });

  router.post('/auth/2fa/verify', (request, response) => {
    const enabledAt = prove(response, request.body, (user, code) => twoFactor.confirm(user, code));
    response.json({ enabled: true, enabled_at: enabledAt } satisfies TwoFaStatus);
  });

  router.post('/auth/2fa/disable', (request, response) => {
    prove(response, request.body, (user, code) => twoFactor.end(user, code));
    response.json({ enabled: false, enabled_at: null } satisfies TwoFaStatus);
  });

  return router;
}
