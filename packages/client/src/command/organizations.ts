import type { Member, Organization, OrganizationRole } from '../organizations.ts';
import type { Noun } from './action.ts';
import { facts, moment, table } from './table.ts';
import { yes } from './task.ts';

/** `nexevo organizations` */
export const organizations: Noun = {
  summary: 'several people, one bill',
  actions: {
    list: {
      summary: 'the organizations you are in',
      async run(task) {
        const json = await task.client.organizations.list(task.call);
        const rows = json.organizations.map(({ org_id, name, role }) => [org_id, name, role]);
        return { json, text: table(['Organization', 'Name', 'Your role'], rows) };
      },
    },
    create: {
      summary: 'a new organization, yours',
      takes: ['name'],
      async run(task) {
        const json = await task.client.organizations.create(task.argument('name'), task.call);
        return { json, text: describe(json.organization) };
      },
    },
    members: {
      summary: 'who is in it, and as what',
      takes: ['org'],
      async run(task) {
        const json = await task.client.organizations.listMembers(task.argument('org'), task.call);
        return { json, text: people(json.members) };
      },
    },
    invite: {
      summary: 'asks somebody in',
      takes: ['org', 'email'],
      options: { role: { value: 'ROLE', summary: 'owner, admin or developer (default)' } },
      async run(task) {
        const role = (task.option('role') ?? 'developer') as OrganizationRole;
        const person = { email: task.argument('email'), role };
        const org = task.argument('org');
        const json = await task.client.organizations.inviteMember(org, person, task.call);
        return { json, text: people([json.member]) };
      },
    },
    role: {
      summary: 'another role: owner, admin or developer',
      takes: ['org', 'user', 'role'],
      async run(task) {
        const json = await task.client.organizations.updateMemberRole(
          task.argument('org'),
          task.argument('user'),
          { role: task.argument('role') as OrganizationRole },
          task.call,
        );
        return { json, text: people([json.member]) };
      },
    },
    remove: {
      summary: 'takes somebody out, or yourself',
      takes: ['org', 'user'],
      options: yes,
      async run(task) {
        const [org, user] = [task.argument('org'), task.argument('user')];
        await task.sure(`Remove ${user} from ${org}?`);
        await task.client.organizations.removeMember(org, user, task.call);
        return { json: { user_id: user, removed: true }, text: `Removed ${user}.\n` };
      },
    },
    transfer: {
      summary: 'hands it to another member; you become an admin',
      takes: ['org', 'user'],
      options: yes,
      async run(task) {
        const [org, user] = [task.argument('org'), task.argument('user')];
        await task.sure(`Make ${user} the owner of ${org} in your place?`);
        const to = { new_owner_user_id: user };
        const json = await task.client.organizations.transferOwner(org, to, task.call);
        return { json, text: describe(json.organization) };
      },
    },
  },
};

function describe({ org_id, name, role, created_at }: Organization): string {
  return facts({ Organization: org_id, Name: name, 'Your role': role, Since: moment(created_at) });
}

function people(members: Member[]): string {
  const rows = members.map((one) => [
    one.user_id,
    one.email,
    one.full_name ?? '–',
    one.role,
    one.status,
  ]);
  return table(['User', 'Email', 'Name', 'Role', 'State'], rows);
}
