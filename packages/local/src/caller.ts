import type { Request, RequestHandler, Response } from 'express';
import type { Account, Accounts } from './accounts.ts';
import { openRoutes } from './auth/login.ts';
import type { Session, Sessions } from './auth/sessions.ts';
import { ApiError } from './errors.ts';
import type { Key, KeyStore } from './keys/key-store.ts';
import type { OrganizationStore } from './organizations/organization-store.ts';
import type { Role } from './organizations/roles.ts';
import type { Users } from './users.ts';

/** Who asks. */
export interface Identity {
  user: string;
  /** Either this or a session is there. */
  key?: Key;
  session?: Session;
}

/** Who asks, and for which account. */
export interface Caller extends Identity {
  /** Who pays, and whose conversations and keys are seen. */
  account: Account;
  /** What they may do on the account. */
  role: Role;
}

/** Finds out who asks. Refuses nobody yet, so that whoever it is can be counted first. */
export function identify({
  keys,
  sessions,
}: {
  keys: KeyStore;
  sessions: Sessions;
}): RequestHandler {
  return (request, response, next) => {
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
    const session = sessions.find(token);
    const key = session ? undefined : keys.admit(token);
    const identity: Identity | undefined = session
      ? { user: session.user, session }
      : key && { user: key.user, key };
    response.locals.identity = identity;
    next();
  };
}

interface AccountsOfCallers {
  accounts: Accounts;
  users: Users;
  organizations: OrganizationStore;
}

/** Refuses who is nobody, but for the routes by which one becomes somebody, and finds the account they act on. */
export function requireCaller(options: AccountsOfCallers): RequestHandler {
  const { accounts, organizations } = options;
  return (request, response, next) => {
    const identity = identityOf(response);
    if (identity) {
      const { user, key } = identity;
      const account = key?.account ?? chosenAccount(user, request, options);
      const role = organizations.roleOn(account, user);
      const caller: Caller = { ...identity, account: accounts.get(account), role };
      response.locals.caller = caller;
    } else if (!openRoutes.includes(`${request.method} ${request.path}`))
      throw new ApiError(
        'invalid_api_key',
        // A real key typed here by mistake is nobody's, and so it is not kept.
        'This local gateway takes a login\'s token or a test key, none that was revoked: "Authorization: Bearer sk-xc-local-" and at least 8 letters or digits.',
      );
    next();
  };
}

/** What somebody logged in acts on: the organization they name, else the first they are in, else their own account. */
function chosenAccount(
  user: string,
  request: Request,
  { organizations, users }: AccountsOfCallers,
): number {
  const named = request.get('x-nexevo-organization');
  if (named === 'personal') return users.accountOf(user);
  const membership = named ? organizations.get(user, named) : organizations.list(user)[0];
  return membership?.organization.account ?? users.accountOf(user);
}

/** Who asks, if it is anybody. */
export function identityOf(response: Response): Identity | undefined {
  return response.locals.identity;
}

export function callerOf(response: Response): Caller {
  return response.locals.caller;
}

/** Whose request this is. */
export function accountOf(response: Response): Account {
  return callerOf(response).account;
}
