import type { Database } from '../database/database.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { Users } from '../users.ts';
import type { PasswordResets } from './password-resets.ts';
import type { Sessions } from './sessions.ts';

interface ErasureOptions {
  database: Database;
  users: Users;
  keys: KeyStore;
  sessions: Sessions;
  resets: PasswordResets;
  organizations: OrganizationStore;
}

/** Ends a person's account and forgets the person; what was paid stays in the books, without a name. */
export class Erasure {
  readonly #options: ErasureOptions;

  constructor(options: ErasureOptions) {
    this.#options = options;
  }

  /** @throws {ApiError} `last_owner` while others depend on this owner of an organization */
  erase(user: string): void {
    const { database, users, keys, sessions, resets, organizations } = this.#options;
    database.transaction(() => {
      const own = [users.personalAccountOf(user), ...organizations.leaveAll(user)];
      for (const account of own) if (account !== null) this.#empty(account);
      sessions.endAll(user);
      resets.endAll(user);
      keys.revokeOf(user);
      keys.forget(user);
      users.erase(user);
    });
  }

  /** An account that nobody is left in: what was said in it goes, what was paid stays. */
  #empty(account: number): void {
    const { database, keys } = this.#options;
    database.prepare('DELETE FROM conversations WHERE account_id = ?').run(account);
    database
      .prepare("UPDATE feedback SET comment = NULL, tags = '[]' WHERE account_id = ?")
      .run(account);
    for (const { id } of keys.list(account)) keys.revoke(id);
  }
}
