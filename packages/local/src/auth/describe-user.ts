import type { User as UserShape } from '@nexevo/client';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { User } from '../users.ts';

/** A user as the API shows them, with the organization they act for unless told otherwise. */
export function describeUser(user: User, organizations: OrganizationStore): UserShape {
  const membership = organizations.list(user.id)[0];
  return {
    user_id: user.id,
    email: user.email,
    full_name: user.fullName,
    two_fa_enabled: user.totpEnabledAt !== null,
    org_id: membership?.organization.id ?? null,
    role: membership?.role ?? null,
    created_at: user.createdAt,
  };
}
