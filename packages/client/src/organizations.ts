import { checkEmail, checkId, checkOneOf, checkText } from './arguments.ts';
import type { RequestOptions } from './request.ts';
import { routes } from './routes.ts';
import type { Transport } from './transport.ts';

/** What a member may do (documented). */
export type OrganizationRole = 'owner' | 'admin' | 'developer';

/** An organization shares keys and billing among its members. `org_id` is documented, the rest inferred. */
export interface Organization {
  org_id: string;
  name: string;
  /** The asker's. */
  role: OrganizationRole;
  /** ISO 8601, UTC. */
  created_at: string;
}

/** One member (inferred). */
export interface Member {
  user_id: string;
  email: string;
  full_name: string | null;
  role: OrganizationRole;
  /** `invited` until that address registers or logs in. */
  status: 'active' | 'invited';
  joined_at: string | null;
}

export interface OrganizationAnswer {
  organization: Organization;
}

export interface OrganizationList {
  organizations: Organization[];
}

export interface MemberAnswer {
  member: Member;
}

export interface MemberList {
  members: Member[];
}

const roles: OrganizationRole[] = ['owner', 'admin', 'developer'];

/** `organizations`: several people, one bill. */
export class OrganizationsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** `name`: 1–100 characters. */
  async create(name: string, options: RequestOptions = {}): Promise<OrganizationAnswer> {
    checkText(name, 'name', 100);
    return this.#transport.json(routes.createOrganization, { ...options, body: { name } });
  }

  list(options: RequestOptions = {}): Promise<OrganizationList> {
    return this.#transport.json(routes.listOrganizations, options);
  }

  async listMembers(id: string, options: RequestOptions = {}): Promise<MemberList> {
    checkId(id, 'id');
    return this.#transport.json(routes.listMembers, { ...options, id });
  }

  async inviteMember(
    id: string,
    body: { email: string; role: OrganizationRole },
    options: RequestOptions = {},
  ): Promise<MemberAnswer> {
    checkId(id, 'id');
    checkEmail(body.email);
    checkOneOf(body.role, 'role', roles);
    return this.#transport.json(routes.inviteMember, { ...options, id, body });
  }

  async updateMemberRole(
    id: string,
    userId: string,
    body: { role: OrganizationRole },
    options: RequestOptions = {},
  ): Promise<MemberAnswer> {
    checkId(id, 'id');
    checkId(userId, 'userId');
    checkOneOf(body.role, 'role', roles);
    return this.#transport.json(routes.updateMemberRole, { ...options, id, userId, body });
  }

  /** Oneself: to leave. The last owner cannot. */
  async removeMember(id: string, userId: string, options: RequestOptions = {}): Promise<void> {
    checkId(id, 'id');
    checkId(userId, 'userId');
    return this.#transport.nothing(routes.removeMember, { ...options, id, userId });
  }

  /** Hands the organization to another active member; who owned it becomes an admin. */
  async transferOwner(
    id: string,
    body: { new_owner_user_id: string },
    options: RequestOptions = {},
  ): Promise<OrganizationAnswer> {
    checkId(id, 'id');
    checkId(body.new_owner_user_id, 'new_owner_user_id');
    return this.#transport.json(routes.transferOwner, { ...options, id, body });
  }
}
