import { Router } from 'express';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { Users } from '../users.ts';
import { Attempts } from './attempts.ts';
import { authRouter } from './auth.ts';
import type { AuthParts } from './auth-parts.ts';
import { Erasure } from './erasure.ts';
import { loginRouter } from './login.ts';
import { PasswordResets } from './password-resets.ts';
import { Passwords } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import { twoFaRouter } from './two-fa.ts';
import { TwoFactor } from './two-factor.ts';

interface AuthOptions {
  database: Database;
  users: Users;
  keys: KeyStore;
  sessions: Sessions;
  organizations: OrganizationStore;
  clock: Clock;
  passwordCost: number;
  mail: (line: string) => void;
  log: (line: string) => void;
}

/** All of `/auth`. */
export function createAuthRouter(options: AuthOptions): Router {
  const { database, users, clock, passwordCost } = options;
  const resets = new PasswordResets(database, clock);
  const parts: AuthParts = {
    ...options,
    resets,
    passwords: new Passwords(passwordCost),
    attempts: new Attempts(clock),
    twoFactor: new TwoFactor(users, clock),
    erasure: new Erasure({ ...options, resets }),
  };
  return Router().use(loginRouter(parts)).use(authRouter(parts)).use(twoFaRouter(parts));
}
