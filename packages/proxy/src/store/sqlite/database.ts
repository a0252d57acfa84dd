import { accessSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { ProxyOptionError } from '../../errors.ts';
import { GroupCommit } from './group-commit.ts';
import { migrations, schema, schemaVersion } from './schema.ts';

/** What a commit waits for: `full` waits for the disk, and survives a power cut. */
export type Synchronous = 'normal' | 'full';

/** 16 MB: with less it would be done more often and cost more. */
const tidyPages = 4000;

/** One SQLite file with prepared statements kept by their text. */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #group: GroupCommit;
  readonly #knowsNoop: boolean;

  /** @throws {ProxyOptionError} when the file cannot be opened or written. */
  constructor(path: string, { synchronous = 'normal' }: { synchronous?: Synchronous } = {}) {
    this.#db = open(path, synchronous);
    this.#group = new GroupCommit((work) => this.transaction(work));
    this.#knowsNoop = knowsNoop(this.#db);
    this.exec(`PRAGMA wal_autocheckpoint = ${this.#knowsNoop ? 4 * tidyPages : tidyPages}`);
  }

  get isOpen(): boolean {
    return this.#db.isOpen;
  }

  /** A function for SQL that always answers the same to the same. */
  function(name: string, work: (...values: SQLInputValue[]) => SQLInputValue): void {
    this.#db.function(name, { deterministic: true, varargs: true }, work);
  }

  /** Several statements without values. */
  exec(sql: string): void {
    this.#db.exec(sql);
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  /** Returns how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** All of it or nothing of it. Inside another transaction it is a part of that one. */
  transaction<Result>(work: () => Result): Result {
    if (this.#db.isTransaction) return work();
    this.#prepare('BEGIN IMMEDIATE').run();
    try {
      const result = work();
      this.#prepare('COMMIT').run();
      return result;
    } catch (error) {
      // A full disk makes SQLite roll back by itself; a second ROLLBACK would hide why.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** A transaction shared with whatever else is asked for in this turn of the event loop; done when that is committed. */
  together<Result>(work: () => Result): Promise<Result> {
    return this.#group.add(work);
  }

  /**
   * Copies the journal into the file once that is worth it. Everybody is held up while the disk writes; of replies that
   * were on their way meanwhile a kill would take more than it may, so SQLite does it unasked only when nobody else does.
   */
  tidy(): void {
    if (!this.#knowsNoop) return;
    const pages = this.#checkpoint('NOOP');
    if (pages >= tidyPages) this.#checkpoint('PASSIVE');
  }

  close(): void {
    this.#group.flush();
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  /** How many pages of the journal are, or were, not in the file. */
  #checkpoint(mode: 'NOOP' | 'PASSIVE'): number {
    type Row = { log: number; checkpointed: number };
    const { log, checkpointed } = this.get<Row>(`PRAGMA wal_checkpoint(${mode})`)!;
    return log - checkpointed;
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** @throws {ProxyOptionError} on anything else than the two. */
export function checkSynchronous(value: string): Synchronous {
  if (value === 'normal' || value === 'full') return value;
  throw new ProxyOptionError('synchronous', `synchronous is "${value}": say normal or full.`);
}

/**
 * Whether it can tell how long its journal is and leave it at that. Before 3.51, as in Node before 24.14, that very question
 * copies it: such a one does it unasked, as soon as it is worth it.
 */
function knowsNoop(db: DatabaseSync): boolean {
  const { version } = db.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 3 || minor >= 51;
}

function open(path: string, synchronous: Synchronous): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      accessSync(dirname(path), constants.W_OK);
      // What visitors write is for this user alone; SQLite gives its other files the same mode.
      closeSync(openSync(path, 'a', 0o600));
    }
    db = new DatabaseSync(path);
    // A killed process loses nothing with `normal`; only a power cut can take the last moments.
    db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000; PRAGMA secure_delete = ON;`,
    );
    migrate(db, path);
    return db;
  } catch (error) {
    // With what it holds locked.
    db?.close();
    if (error instanceof ProxyOptionError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ProxyOptionError(
      'dataPath',
      `The data file "${path}" cannot be used: ${why}.`,
      error,
    );
  }
}

/** All in one transaction: two processes may open a file at once, and one may be killed. */
function migrate(db: DatabaseSync, path: string): void {
  db.exec('BEGIN IMMEDIATE');
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as {
    user_version: number;
  };
  if (version === 0) db.exec(schema);
  else if (version < schemaVersion) {
    for (let step = version; step < schemaVersion; step += 1) db.exec(migrations[step]!);
  } else if (version > schemaVersion) {
    throw new ProxyOptionError(
      'dataPath',
      `The data file "${path}" was written by another version of the proxy (${version}, this one reads ${schemaVersion}).`,
    );
  }
  db.exec(`PRAGMA user_version = ${schemaVersion}; COMMIT;`);
}
