import type { Member as MemberShape, Organization as OrganizationShape } from '@nexevo/client';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { callerOf } from '../caller.ts';
import type { Database } from '../database/database.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { Users } from '../users.ts';
import { email, name, validate } from '../validate.ts';
import { type Member, MemberStore } from './member-store.ts';
import type { Membership, OrganizationStore } from './organization-store.ts';
import { type Role, requireRole, roles } from './roles.ts';

const creation = z.object({ name });
const role = z.enum(roles);
const invitation = z.object({ email, role });
const roleChange = z.object({ role });
const transfer = z.object({ new_owner_user_id: z.string().min(1).max(100) });

interface OrganizationsOptions {
  database: Database;
  organizations: OrganizationStore;
  users: Users;
  keys: KeyStore;
  /** Takes what would be mailed. */
  mail: (line: string) => void;
}

/** `/organizations`: create, list; its members: list, invite, change role, remove; transfer. */
export function organizationsRouter(options: OrganizationsOptions): Router {
  const { database, organizations, keys, mail } = options;
  const members = new MemberStore(options);
  const router = Router();
  const membership = (response: Response, id: string) =>
    organizations.get(callerOf(response).user, id);

  router.post('/organizations', (request, response) => {
    const { name } = validate(creation, request.body);
    const made = organizations.create(callerOf(response).user, name);
    response.status(201).json({ organization: showOrganization(made) });
  });

  router.get('/organizations', (_request, response) => {
    const all = organizations.list(callerOf(response).user);
    response.json({ organizations: all.map(showOrganization) });
  });

  router.get('/organizations/:id/members', (request, response) => {
    const { organization } = membership(response, request.params.id);
    response.json({ members: members.list(organization.id).map(showMember) });
  });

  router.post('/organizations/:id/members', (request, response) => {
    const asker = membership(response, request.params.id);
    const { email, role } = validate(invitation, request.body);
    requireRole(asker.role, ...whoMayTouch(role));
    const { id, name } = asker.organization;
    const member = members.invite(id, email, role);
    mail(`mail to ${member.email}: you are invited to "${name}" as ${role}; register or log in`);
    response.status(201).json({ member: showMember(member) });
  });

  router.patch('/organizations/:id/members/:user', (request, response) => {
    const asker = membership(response, request.params.id);
    const { id } = asker.organization;
    requireRole(asker.role, 'owner', 'admin');
    const { role } = validate(roleChange, request.body);
    const before = members.get(id, request.params.user);
    requireRole(asker.role, ...whoMayTouch(role, before.role));
    response.json({ member: showMember(members.setRole(id, before.userId, role)) });
  });

  router.delete('/organizations/:id/members/:user', (request, response) => {
    const asker = membership(response, request.params.id);
    const { id, account } = asker.organization;
    const isOneself = request.params.user === callerOf(response).user;
    if (!isOneself) requireRole(asker.role, 'owner', 'admin');
    const member = members.get(id, request.params.user);
    if (!isOneself) requireRole(asker.role, ...whoMayTouch(member.role));
    database.transaction(() => {
      members.remove(id, member.userId);
      // Who has gone must not go on by a key that they know.
      keys.revokeOf(member.userId, account);
    });
    response.status(204).end();
  });

  router.post('/organizations/:id/transfer-owner', (request, response) => {
    const asker = membership(response, request.params.id);
    const { id } = asker.organization;
    const { user } = callerOf(response);
    requireRole(asker.role, 'owner');
    const { new_owner_user_id: next } = validate(transfer, request.body);
    members.transfer(id, user, next);
    response.json({ organization: showOrganization(organizations.get(user, id)) });
  });

  return router;
}

/** Who may deal with these roles: an owner's is for owners. */
function whoMayTouch(...touched: Role[]): Role[] {
  return touched.includes('owner') ? ['owner'] : ['owner', 'admin'];
}

function showOrganization({ organization, role }: Membership): OrganizationShape {
  const { id, name, createdAt } = organization;
  return { org_id: id, name, role, created_at: createdAt };
}

function showMember({ userId, email, fullName, role, joinedAt }: Member): MemberShape {
  return {
    user_id: userId,
    email,
    full_name: fullName,
    role,
    status: joinedAt === null ? 'invited' : 'active',
    joined_at: joinedAt,
  };
}
