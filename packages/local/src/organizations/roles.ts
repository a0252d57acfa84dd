import type { OrganizationRole } from '@nexevo/client';
import { ApiError } from '../errors.ts';

/** What a member may do (documented names): owners everything, admins all but what is about owners, developers use it. */
export const roles = ['owner', 'admin', 'developer'] as const satisfies OrganizationRole[];

export type Role = OrganizationRole;

/** Holds an action to those who may do it. @throws {ApiError} `role_required` */
export function requireRole(role: Role, ...allowed: Role[]): void {
  if (allowed.includes(role)) return;
  throw new ApiError('role_required', `For ${allowed.join(' and ')} only; you are ${role} here.`);
}
