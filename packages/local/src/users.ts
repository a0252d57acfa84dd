import type { Accounts } from './accounts.ts';
import { developmentPassword } from './auth/development-password.ts';
import { newId } from './new-id.ts';
import { Table, type TableOptions } from './table.ts';

/** A person. */
export interface User {
  id: string;
  /** In lower case. */
  email: string;
  fullName: string | null;
  passwordHash: string | null;
  /** Base32. There is one from the moment that two-factor is asked for. */
  totpSecret: string | null;
  /** When it was first proved, and two-factor is on. */
  totpEnabledAt: string | null;
  /** The time step of the last code that was taken. */
  totpUsedStep: number;
  createdAt: string;
}

interface NewUser {
  /** Where an invitation has promised one. */
  id?: string | undefined;
  email: string;
  fullName: string | null;
  passwordHash: string;
}

/** The columns that change one by one. */
type Change = Partial<
  Pick<User, 'fullName' | 'passwordHash' | 'totpSecret' | 'totpEnabledAt' | 'totpUsedStep'>
>;

const columns = {
  fullName: 'full_name',
  passwordHash: 'password_hash',
  totpSecret: 'totp_secret',
  totpEnabledAt: 'totp_enabled_at',
  totpUsedStep: 'totp_used_step',
} as const satisfies Record<keyof Change, string>;

/** The people who are not gone. A development key has one of its own, so that everything works with it. */
export class Users extends Table {
  readonly #accounts: Accounts;

  constructor(options: TableOptions & { accounts: Accounts }) {
    super(options);
    this.#accounts = options.accounts;
  }

  /** A new person with an account; `undefined` when the address is taken. */
  add(details: NewUser): User | undefined {
    return this.database.transaction(() => {
      if (this.byEmail(details.email)) return undefined;
      return this.get(this.#insert(details, this.#accounts.open()));
    });
  }

  /** The user of a development key, with an address that reaches nobody. */
  addDeveloper(name: string, account: number): string {
    const email = `dev-${name}@local.example`;
    return this.#insert({ email, fullName: null, passwordHash: developmentPassword }, account);
  }

  get(id: string): User {
    const row = this.database
      .prepare('SELECT * FROM users WHERE id = ? AND deactivated_at IS NULL')
      .get(id);
    if (!row) throw new Error(`there is no user ${id}`);
    return toUser(row);
  }

  /** Whatever the case of its letters. */
  byEmail(email: string): User | undefined {
    const row = this.database
      .prepare('SELECT * FROM users WHERE email = ?')
      .get(email.toLowerCase());
    return row && toUser(row);
  }

  change(id: string, change: Change): void {
    for (const [name, value] of Object.entries(change))
      this.database
        .prepare(
          `UPDATE users SET ${columns[name as keyof Change]} = ? WHERE id = ? AND deactivated_at IS NULL`,
        )
        .run(value, id);
  }

  /** The account that is a user's own, when there is one. */
  personalAccountOf(id: string): number | null {
    const row = this.database.prepare('SELECT account_id FROM users WHERE id = ?').get(id);
    return (row?.account_id as number | null | undefined) ?? null;
  }

  /** Hands a user's own account over to somebody else. */
  giveUpAccount(id: string): number | null {
    const account = this.personalAccountOf(id);
    this.database.prepare('UPDATE users SET account_id = NULL WHERE id = ?').run(id);
    return account;
  }

  /** The account that is a user's own; opened when an organization has taken the last one over. */
  accountOf(id: string): number {
    return this.personalAccountOf(id) ?? this.#open(id);
  }

  /** Erases what is known of a person; only an empty row stays, for the books refer to it. */
  erase(id: string): void {
    this.database
      .prepare(
        `UPDATE users SET email = NULL, full_name = NULL, password_hash = NULL, totp_secret = NULL,
           totp_enabled_at = NULL, account_id = NULL, deactivated_at = ? WHERE id = ?`,
      )
      .run(this.now, id);
  }

  #open(id: string): number {
    const account = this.#accounts.open();
    this.database.prepare('UPDATE users SET account_id = ? WHERE id = ?').run(account, id);
    return account;
  }

  #insert({ id = newId('u'), ...details }: NewUser, account: number): string {
    this.database
      .prepare(
        `INSERT INTO users (id, email, full_name, password_hash, account_id, created_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        details.email.toLowerCase(),
        details.fullName,
        details.passwordHash,
        account,
        this.now,
      );
    return id;
  }
}

function toUser(row: Record<string, unknown>): User {
  return {
    id: row.id as string,
    email: row.email as string,
    fullName: row.full_name as string | null,
    passwordHash: row.password_hash as string | null,
    totpSecret: row.totp_secret as string | null,
    totpEnabledAt: row.totp_enabled_at as string | null,
    totpUsedStep: row.totp_used_step as number,
    createdAt: row.created_at as string,
  };
}
