import type { Database } from '../database/database.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { Users } from '../users.ts';
import type { Attempts } from './attempts.ts';
import type { Erasure } from './erasure.ts';
import type { PasswordResets } from './password-resets.ts';
import type { Passwords } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import type { TwoFactor } from './two-factor.ts';

/** What the routes of `/auth` stand on. */
export interface AuthParts {
  database: Database;
  users: Users;
  sessions: Sessions;
  passwords: Passwords;
  resets: PasswordResets;
  attempts: Attempts;
  twoFactor: TwoFactor;
  erasure: Erasure;
  organizations: OrganizationStore;
  /** Takes what would be mailed. */
  mail: (line: string) => void;
  log: (line: string) => void;
}
