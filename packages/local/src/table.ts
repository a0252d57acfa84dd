import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';

export interface TableOptions {
  database: Database;
  clock: Clock;
}

/** What keeps its things in the database and notes when. */
export abstract class Table {
  protected readonly database: Database;
  protected readonly clock: Clock;

  constructor({ database, clock }: TableOptions) {
    this.database = database;
    this.clock = clock;
  }

  /** As it is stored: ISO 8601. */
  protected get now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
