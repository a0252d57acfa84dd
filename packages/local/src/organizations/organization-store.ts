import type { Accounts } from '../accounts.ts';
import { ApiError } from '../errors.ts';
import { newId } from '../new-id.ts';
import { Table, type TableOptions } from '../table.ts';
import type { User, Users } from '../users.ts';
import type { Role } from './roles.ts';

export interface Organization {
  id: string;
  account: number;
  name: string;
  createdAt: string;
}

/** An organization somebody is in, and as what. */
export interface Membership {
  organization: Organization;
  role: Role;
}

/** The organizations. Each stands over an account, whose keys and balance its members share. */
export class OrganizationStore extends Table {
  readonly #accounts: Accounts;
  readonly #users: Users;

  constructor(options: TableOptions & { accounts: Accounts; users: Users }) {
    super(options);
    this.#accounts = options.accounts;
    this.#users = options.users;
  }

  /** Makes one. The first takes its maker's account over, keys and balance included; a further one gets a new account. */
  create(user: string, name: string): Membership {
    return this.database.transaction(() => {
      const account = this.#users.giveUpAccount(user) ?? this.#accounts.open();
      const organization = { id: newId('org'), account, name, createdAt: this.now };
      this.database
        .prepare('INSERT INTO organizations (id, account_id, name, created_at) VALUES (?, ?, ?, ?)')
        .run(organization.id, account, name, organization.createdAt);
      this.database
        .prepare(
          'INSERT INTO members (organization_id, user_id, role, joined_at) VALUES (?, ?, ?, ?)',
        )
        .run(organization.id, user, 'owner', organization.createdAt);
      return { organization, role: 'owner' };
    });
  }

  /** What somebody is a member of, the longest first. */
  list(user: string): Membership[] {
    return this.database
      .prepare(
        `SELECT organizations.*, members.role FROM members
         JOIN organizations ON organizations.id = organization_id
         WHERE user_id = ? AND joined_at IS NOT NULL ORDER BY joined_at, members.seq`,
      )
      .all(user)
      .map(toMembership);
  }

  /** @throws {ApiError} `organization_not_found`, also for one that somebody is no member of */
  get(user: string, id: string): Membership {
    const found = this.list(user).find(({ organization }) => organization.id === id);
    if (found) return found;
    throw new ApiError('organization_not_found', `No organization "${id.slice(0, 80)}".`);
  }

  /** As what somebody acts on an account: their own, or an organization's. */
  roleOn(account: number, user: string): Role {
    const row = this.database
      .prepare(
        `SELECT members.role FROM organizations
         LEFT JOIN members ON organization_id = organizations.id AND user_id = ? AND joined_at IS NOT NULL
         WHERE account_id = ?`,
      )
      .get(user, account);
    return row ? ((row.role as Role | null) ?? 'developer') : 'owner';
  }

  /** Makes a member of who was invited. To have registered with the address is enough: no mail is sent to prove it. */
  acceptInvitations({ id }: User): void {
    this.database
      .prepare(
        `UPDATE members SET joined_at = ?, invited_email = NULL
         WHERE user_id = ? AND joined_at IS NULL`,
      )
      .run(this.now, id);
  }

  /** The id that was promised to an address by an invitation. */
  promisedId(email: string): string | undefined {
    const row = this.database
      .prepare('SELECT user_id FROM members WHERE invited_email = ? LIMIT 1')
      .get(email.toLowerCase());
    return row?.user_id as string | undefined;
  }

  /**
   * Takes somebody out of every organization, inside a transaction; those that nobody is left in end.
   * @returns the accounts of those
   * @throws {ApiError} `last_owner` where others depend on this owner
   */
  leaveAll(user: string): number[] {
    const ended: number[] = [];
    for (const { organization } of this.list(user)) {
      const others = this.database
        .prepare(
          `SELECT count(*) AS members, count(*) FILTER (WHERE role = 'owner') AS owners FROM members
           WHERE organization_id = ? AND user_id <> ? AND joined_at IS NOT NULL`,
        )
        .get(organization.id, user) as { members: number; owners: number };
      if (others.members > 0 && others.owners === 0)
        throw new ApiError(
          'last_owner',
          `You are the last owner of "${organization.name}"; transfer it first.`,
        );
      if (others.members > 0) continue;
      this.database.prepare('DELETE FROM organizations WHERE id = ?').run(organization.id);
      ended.push(organization.account);
    }
    this.database.prepare('DELETE FROM members WHERE user_id = ?').run(user);
    return ended;
  }
}

function toMembership(row: Record<string, unknown>): Membership {
  return {
    organization: {
      id: row.id as string,
      account: row.account_id as number,
      name: row.name as string,
      createdAt: row.created_at as string,
    },
    role: row.role as Role,
  };
}
