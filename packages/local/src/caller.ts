import type { RequestHandler, Response } from 'express';
import type { Account, Accounts } from './accounts.ts';
import { ApiError } from './errors.ts';
import type { Key, KeyStore } from './keys/key-store.ts';

/** Who asks, and for which account. */
export interface Caller {
  /** Who pays, and whose conversations and keys are seen. */
  account: Account;
  /** The user behind it. */
  user: string;
  /** Absent when a login's token came instead of a key. */
  key?: Key;
}

/** Finds out who asks. Refuses nobody yet, so that whoever it is can be counted first. */
export function identify({
  keys,
  accounts,
}: {
  keys: KeyStore;
  accounts: Accounts;
}): RequestHandler {
  return (request, response, next) => {
    const [, text = ''] = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
    const key = keys.admit(text);
    if (key) {
      const caller: Caller = { account: accounts.get(key.account), user: key.user, key };
      response.locals.caller = caller;
    }
    next();
  };
}

/** Refuses who is nobody. Only test keys are somebody, so that a real key typed here by mistake is not kept. */
export function requireCaller(): RequestHandler {
  return (_request, response, next) => {
    if (response.locals.caller) return next();
    throw new ApiError(
      'invalid_api_key',
      'This local gateway takes test keys only: "Authorization: Bearer sk-xc-local-" and at least 8 letters or digits, none that was revoked.',
    );
  };
}

export function callerOf(response: Response): Caller {
  return response.locals.caller;
}

/** Whose request this is. */
export function accountOf(response: Response): Account {
  return callerOf(response).account;
}
