import type { Database } from './database.ts';

type Fact = 'maybe_doubled' | 'conversations_refused_at';

/** Single numbers about the outbox that outlive a restart. */
export class OutboxFacts {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  read(name: Fact): number | undefined {
    return this.#db.get<{ value: number }>('SELECT value FROM outbox_facts WHERE name = ?', name)
      ?.value;
  }

  count(name: Fact): void {
    this.#db.run(
      `INSERT INTO outbox_facts (name, value) VALUES (?, 1)
       ON CONFLICT (name) DO UPDATE SET value = value + 1`,
      name,
    );
  }

  /** Returns false when it was so already. `undefined` takes the fact away. */
  note(name: Fact, value: number | undefined): boolean {
    const changed =
      value === undefined
        ? this.#db.run('DELETE FROM outbox_facts WHERE name = ?', name)
        : this.#db.run(
            'INSERT OR IGNORE INTO outbox_facts (name, value) VALUES (?, ?)',
            name,
            value,
          );
    return changed === 1;
  }
}
