import type { RequestHandler, Response } from 'express';
import type { Account, Accounts } from './accounts.ts';
import { ApiError } from './errors.ts';

const testKey = /^Bearer (sk-xc-local-[A-Za-z0-9_-]{8,200})$/;

/** Admits test keys only, so that a real key typed here by mistake is refused, not kept. */
export function requireKey(accounts: Accounts): RequestHandler {
  return (request, response, next) => {
    const [, key] = testKey.exec(request.get('authorization') ?? '') ?? [];
    if (!key)
      throw new ApiError(
        'invalid_api_key',
        'This local gateway takes test keys only: "Authorization: Bearer sk-xc-local-" and at least 8 letters or digits.',
      );
    response.locals.account = accounts.of(key);
    next();
  };
}

/** Whose request this is. */
export function accountOf(response: Response): Account {
  return response.locals.account;
}
