import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { OptionsError } from '../errors.ts';
import { migrations } from './migrations.ts';

/** One SQLite file (or memory) with this package's tables. */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#sqlite = open(path);
    try {
      this.#sqlite.exec('PRAGMA busy_timeout = 2000');
      this.#migrate(path);
      this.#sqlite.exec('PRAGMA foreign_keys = ON');
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** The statement of a text, compiled once. */
  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#sqlite.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Runs `work` as one transaction: all of it, or none when it throws. */
  transaction<Result>(work: () => Result): Result {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      // A conflict or a full disk may have made SQLite roll back by itself; again would hide why.
      if (this.#sqlite.isTransaction) this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#sqlite.close();
  }

  /** Brings the tables up to date, all steps or none. Tables are rebuilt in it, so foreign keys come after. */
  #migrate(path: string): void {
    this.transaction(() => {
      const version = Number(this.#sqlite.prepare('PRAGMA user_version').get()?.user_version);
      if (version > migrations.length)
        throw new OptionsError('dataPath', `"${path}" was written by a newer nexevo-local`);
      for (const step of migrations.slice(version)) this.#sqlite.exec(step);
      this.#sqlite.exec(`PRAGMA user_version = ${migrations.length}`);
    });
  }
}

function open(path: string): DatabaseSync {
  let sqlite: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    // Migrations rebuild tables that others refer to; foreign keys are switched on after them.
    sqlite = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    // The first look into the file: whether it is one of SQLite's shows here.
    sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    return sqlite;
  } catch (error) {
    sqlite?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new OptionsError('dataPath', `"${path}" cannot be opened: ${reason}`);
  }
}
