import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import { newId } from './new-id.ts';

/** The people. A development key has one of its own, so that everything works with it. */
export class Users {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The user of a development key, with an address that reaches nobody. */
  addDeveloper(name: string, account: number): string {
    const id = newId('u');
    this.#database
      .prepare('INSERT INTO users (id, email, account_id, created_at) VALUES (?, ?, ?, ?)')
      .run(id, `dev-${name}@local.example`, account, new Date(this.#clock.now()).toISOString());
    return id;
  }
}
