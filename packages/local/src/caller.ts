import type { Request, RequestHandler, Response } from 'express';
import type { Account, Accounts } from './accounts.ts';
import { openRoutes } from './auth/login.ts';
import type { Session, Sessions } from './auth/sessions.ts';
import { ApiError } from './errors.ts';
import type { Key, KeyStore } from './keys/key-store.ts';
import type { OrganizationStore } from './organizations/organization-store.ts';
import type { Role } from './organizations/roles.ts';
import type { Users } from './users.ts';

/** Who asks, and for which account. */
export interface Caller {
  /** Who pays, and whose conversations and keys are seen. */
  account: Account;
  /** The user behind it. */
  user: string;
  /** What they may do on the account. */
  role: Role;
  /** Either this or a session is there. */
  key?: Key;
  session?: Session;
}

interface IdentifyOptions {
  keys: KeyStore;
  accounts: Accounts;
  sessions: Sessions;
  users: Users;
  organizations: OrganizationStore;
}

/** Finds out who asks. Refuses nobody yet, so that whoever it is can be counted first. */
export function identify(options: IdentifyOptions): RequestHandler {
  const { keys, accounts, sessions, organizations } = options;
  return (request, response, next) => {
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
    const session = sessions.find(token);
    const key = session ? undefined : keys.admit(token);
    const user = session?.user ?? key?.user;
    if (user) {
      const account = key?.account ?? chosenAccount(user, request, options);
      const role = organizations.roleOn(account, user);
      const caller: Caller = { account: accounts.get(account), user, role };
      response.locals.caller = { ...caller, ...(key && { key }), ...(session && { session }) };
    }
    next();
  };
}

/** What somebody logged in acts on: the organization they name, else the first they are in, else their own account. */
function chosenAccount(
  user: string,
  request: Request,
  { organizations, users }: IdentifyOptions,
): number {
  const named = request.get('x-nexevo-organization');
  if (named === 'personal') return users.accountOf(user);
  const membership = named ? organizations.get(user, named) : organizations.list(user)[0];
  return membership?.organization.account ?? users.accountOf(user);
}

/** Refuses who is nobody, but for the routes by which one becomes somebody. Only test keys are somebody, so that a real key typed here by mistake is not kept. */
export function requireCaller(): RequestHandler {
  return ({ method, path }, response, next) => {
    const isOpen = openRoutes.includes(`${method} ${path}`);
    if (response.locals.caller || isOpen) return next();
    throw new ApiError(
      'invalid_api_key',
      'This local gateway takes a login\'s token or a test key, none that was revoked: "Authorization: Bearer sk-xc-local-" and at least 8 letters or digits.',
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
