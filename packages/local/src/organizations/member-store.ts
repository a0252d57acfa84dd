import type { Database } from '../database/database.ts';
import { ApiError } from '../errors.ts';
import { newId } from '../new-id.ts';
import type { Users } from '../users.ts';
import type { OrganizationStore } from './organization-store.ts';
import type { Role } from './roles.ts';

/** Somebody in an organization, or invited to it. */
export interface Member {
  userId: string;
  email: string;
  fullName: string | null;
  role: Role;
  /** Absent while invited. */
  joinedAt: string | null;
}

interface MemberStoreOptions {
  database: Database;
  users: Users;
  organizations: OrganizationStore;
}

/** Who is in which organization, and who is to be. An organization always has an owner. */
export class MemberStore {
  readonly #database: Database;
  readonly #users: Users;
  readonly #organizations: OrganizationStore;

  constructor(options: MemberStoreOptions) {
    this.#database = options.database;
    this.#users = options.users;
    this.#organizations = options.organizations;
  }

  /** In the order in which they came. */
  list(organization: string): Member[] {
    return this.#database
      .prepare(`${selectMembers} ORDER BY members.seq`)
      .all(organization)
      .map(toMember);
  }

  /** @throws {ApiError} `member_not_found` */
  get(organization: string, user: string): Member {
    const row = this.#database.prepare(`${selectMembers} AND user_id = ?`).get(organization, user);
    if (row) return toMember(row);
    throw new ApiError('member_not_found', `No member "${user.slice(0, 80)}" of it.`);
  }

  /** @throws {ApiError} `already_member`, also of who is only invited yet */
  invite(organization: string, email: string, role: Role): Member {
    return this.#database.transaction(() => {
      const userId =
        this.#users.byEmail(email)?.id ?? this.#organizations.promisedId(email) ?? newId('u');
      const { changes } = this.#database
        .prepare(
          `INSERT INTO members (organization_id, user_id, invited_email, role)
           VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        )
        .run(organization, userId, email.toLowerCase(), role);
      if (changes === 0)
        throw new ApiError('already_member', 'email: is a member or invited already.');
      return this.get(organization, userId);
    });
  }

  setRole(organization: string, user: string, role: Role): Member {
    return this.#database.transaction(() => {
      if (role !== 'owner') this.#keepOwner(organization, user);
      this.#setRole(organization, user, role);
      return this.get(organization, user);
    });
  }

  remove(organization: string, user: string): void {
    this.#keepOwner(organization, user);
    this.#database
      .prepare('DELETE FROM members WHERE organization_id = ? AND user_id = ?')
      .run(organization, user);
  }

  /** Makes somebody owner, and the owner who does so admin. */
  transfer(organization: string, from: string, to: string): void {
    this.#database.transaction(() => {
      if (this.get(organization, to).joinedAt === null)
        throw new ApiError('member_not_active', 'new_owner_user_id: has not accepted yet.');
      this.#setRole(organization, from, 'admin');
      this.#setRole(organization, to, 'owner');
    });
  }

  #setRole(organization: string, user: string, role: Role): void {
    this.#database
      .prepare('UPDATE members SET role = ? WHERE organization_id = ? AND user_id = ?')
      .run(role, organization, user);
  }

  /** @throws {ApiError} `last_owner` when nobody else is one */
  #keepOwner(organization: string, user: string): void {
    const owners = this.list(organization).filter(
      ({ role, joinedAt }) => role === 'owner' && joinedAt !== null,
    );
    if (owners.length === 1 && owners[0]?.userId === user)
      throw new ApiError('last_owner', 'An organization keeps an owner; transfer it first.');
  }
}

const selectMembers = `
  SELECT members.user_id, members.role, members.joined_at,
    coalesce(members.invited_email, users.email) AS email,
    CASE WHEN members.joined_at IS NULL THEN NULL ELSE users.full_name END AS full_name
  FROM members LEFT JOIN users ON users.id = members.user_id
  WHERE organization_id = ?`;

function toMember(row: Record<string, unknown>): Member {
  return {
    userId: row.user_id as string,
    email: row.email as string,
    fullName: row.full_name as string | null,
    role: row.role as Role,
    joinedAt: row.joined_at as string | null,
  };
}
