import { randomBytes } from 'node:crypto';
import type { RoutingPolicy } from '@nexevo/client';
import type { Accounts } from '../accounts.ts';
import { digest } from '../digest.ts';
import { ApiError } from '../errors.ts';
import { formatMoney, type Money, parseMoney } from '../money.ts';
import { newId } from '../new-id.ts';
import { Table, type TableOptions } from '../table.ts';
import type { Users } from '../users.ts';

/** A key as the gateway knows it: never the key itself. */
export interface Key {
  id: string;
  account: number;
  user: string;
  name: string;
  /** The key's first characters; no secret. */
  prefix: string;
  cap: Money | null;
  routing: RoutingPolicy;
  webhookUrl: string | null;
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

const testKey = /^sk-xc-local-[A-Za-z0-9_-]{8,200}$/;
const issued = 'sk-xc-local-issued-';
/** Notes of the last use are this far apart, in milliseconds; a write a request would be dear. */
const usePrecision = 60_000;

/** The keys of all accounts, kept as digests. */
export class KeyStore extends Table {
  readonly #accounts: Accounts;
  readonly #users: Users;

  constructor(options: TableOptions & { accounts: Accounts; users: Users }) {
    super(options);
    this.#accounts = options.accounts;
    this.#users = options.users;
  }

  /** The key behind a bearer token, when it is one that may be used. An unknown test key opens an account of its own. */
  admit(text: string): Key | undefined {
    if (!testKey.test(text)) return undefined;
    const hash = digest(text);
    const key =
      this.#byHash(hash) ?? (text.startsWith(issued) ? undefined : this.#openFor(text, hash));
    if (!key || key.revokedAt) return undefined;
    this.#noteUse(key);
    return key;
  }

  /** Makes a key. `fullKey` exists only in this answer. */
  create(owner: { account: number; user: string }, details: { name: string; cap: Money | null }) {
    const fullKey = `${issued}${randomBytes(32).toString('base64url')}`;
    const hash = digest(fullKey);
    const prefix = fullKey.slice(0, issued.length + 4);
    return { fullKey, key: this.#insert(owner, { ...details, hash, prefix }) };
  }

  /** Newest first, without revoked ones. */
  list(account: number): Key[] {
    return this.database
      .prepare('SELECT * FROM keys WHERE account_id = ? AND revoked_at IS NULL ORDER BY seq DESC')
      .all(account)
      .map(toKey);
  }

  /** @throws {ApiError} `key_not_found`, also for another account's and a revoked one */
  get(account: number, id: string): Key {
    const key = this.find(id);
    if (key?.account !== account)
      throw new ApiError('key_not_found', `No key "${id.slice(0, 80)}".`);
    return key;
  }

  /** A key of any account that is not revoked. */
  find(id: string): Key | undefined {
    const row = this.database
      .prepare('SELECT * FROM keys WHERE id = ? AND revoked_at IS NULL')
      .get(id);
    return row && toKey(row);
  }

  /** Ends a key, and the alerts of it that are on their way. */
  revoke(id: string): void {
    this.#dropAlerts(id);
    this.#set(id, 'revoked_at', this.now);
  }

  /** Revokes what a user made, in one account or everywhere. */
  revokeOf(user: string, account?: number): void {
    for (const row of this.database.prepare('SELECT * FROM keys WHERE user_id = ?').all(user))
      if (!row.revoked_at && (account === undefined || row.account_id === account))
        this.revoke(row.id as string);
  }

  /** Erases what a user's keys say of them, alerts included. */
  forget(user: string): void {
    this.database
      .prepare('DELETE FROM deliveries WHERE key_id IN (SELECT id FROM keys WHERE user_id = ?)')
      .run(user);
    this.database
      .prepare(
        "UPDATE keys SET name = '', webhook_url = NULL, webhook_secret = NULL WHERE user_id = ?",
      )
      .run(user);
  }

  setCap(id: string, cap: Money | null): void {
    this.#set(id, 'spend_cap', cap === null ? null : formatMoney(cap));
  }

  setRouting(id: string, policy: RoutingPolicy): void {
    this.#set(id, 'routing', policy);
  }

  /** Alerts still on their way are dropped: they were for the old address, signed with its secret. */
  setWebhook(id: string, url: string | null, secret: string | null): void {
    this.#dropAlerts(id);
    this.#set(id, 'webhook_url', url);
    this.#set(id, 'webhook_secret', secret);
  }

  #dropAlerts(id: string): void {
    this.database.prepare('DELETE FROM deliveries WHERE key_id = ? AND due_at IS NOT NULL').run(id);
  }

  #set(
    id: string,
    column: 'revoked_at' | 'spend_cap' | 'routing' | 'webhook_url' | 'webhook_secret',
    value: string | null,
  ): void {
    this.database.prepare(`UPDATE keys SET ${column} = ? WHERE id = ?`).run(value, id);
  }

  #byHash(hash: string): Key | undefined {
    const row = this.database.prepare('SELECT * FROM keys WHERE hash = ?').get(hash);
    return row && toKey(row);
  }

  #openFor(text: string, hash: string): Key {
    return this.database.transaction(() => {
      const account = this.#accounts.open();
      const user = this.#users.addDeveloper(hash.slice(0, 12), account);
      const details = { name: 'development', cap: null, hash, prefix: text.slice(0, 16) };
      return this.#insert({ account, user }, details);
    });
  }

  #insert(
    { account, user }: { account: number; user: string },
    details: { name: string; cap: Money | null; hash: string; prefix: string },
  ): Key {
    const id = newId('key');
    const cap = details.cap === null ? null : formatMoney(details.cap);
    this.database
      .prepare(
        `INSERT INTO keys (id, account_id, user_id, name, hash, prefix, spend_cap, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, account, user, details.name, details.hash, details.prefix, cap, this.now);
    return this.get(account, id);
  }

  #noteUse({ id, lastUsedAt }: Key): void {
    const now = this.clock.now();
    if (lastUsedAt && now - Date.parse(lastUsedAt) < usePrecision) return;
    this.database.prepare('UPDATE keys SET last_used_at = ? WHERE id = ?').run(this.now, id);
  }
}

function toKey(row: Record<string, unknown>): Key {
  return {
    id: row.id as string,
    account: row.account_id as number,
    user: row.user_id as string,
    name: row.name as string,
    prefix: row.prefix as string,
    cap: row.spend_cap === null ? null : parseMoney(row.spend_cap as string),
    routing: row.routing as RoutingPolicy,
    webhookUrl: row.webhook_url as string | null,
    createdAt: row.created_at as string,
    lastUsedAt: row.last_used_at as string | null,
    revokedAt: row.revoked_at as string | null,
  };
}
