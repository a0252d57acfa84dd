import { authTables } from './auth-tables.ts';
import { checkoutTables } from './checkout-tables.ts';
import { firstTables } from './first-tables.ts';
import { keyTables } from './key-tables.ts';
import { organizationTables } from './organization-tables.ts';

/** The steps from an empty file to today's tables. A step that was released is never changed, only followed by another. */
export const migrations: readonly string[] = [
  firstTables,
  keyTables,
  checkoutTables,
  authTables,
  organizationTables,
];
