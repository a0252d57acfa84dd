import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Database } from '../src/store/sqlite/database.ts';
import { GroupCommit } from '../src/store/sqlite/group-commit.ts';

const add = (db: Database, id: number) => db.run('INSERT INTO things (id) VALUES (?)', id);
const idsIn = (db: Database) =>
  db.all<{ id: number }>('SELECT id FROM things ORDER BY id').map(({ id }) => id);

function open(t: { after(work: () => void): void }) {
  const db = new Database(':memory:');
  t.after(() => db.close());
  db.exec('CREATE TABLE things (id INTEGER PRIMARY KEY) STRICT');
  let commits = 0;
  const group = new GroupCommit((work) => {
    commits += 1;
    return db.transaction(work);
  });
  return { db, group, commits: () => commits };
}

describe('writes of one turn', () => {
  it('share a transaction, and each gets its own answer', async (t) => {
    const { db, group, commits } = open(t);
    const answers = [1, 2, 3].map((id) => group.add(() => add(db, id) + id));
    assert.deepEqual(await Promise.all(answers), [2, 3, 4]);
    assert.deepEqual(idsIn(db), [1, 2, 3]);
    assert.equal(commits(), 1);
  });

  it('do not fail for another that does', async (t) => {
    const { db, group } = open(t);
    const results = await Promise.allSettled([1, 1, 2].map((id) => group.add(() => add(db, id))));
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(idsIn(db), [1, 2]);
  });

  it('all fail at once when the database does not begin', async () => {
    let begun = 0;
    const group = new GroupCommit(() => {
      begun += 1;
      throw new Error('database is locked');
    });
    const results = await Promise.allSettled([1, 2, 3].map((id) => group.add(() => id)));
    assert.ok(results.every(({ status }) => status === 'rejected'));
    assert.equal(begun, 1, 'each try blocks the process for as long as the lock is waited for');
  });

  it('are all committed, however many, and in their order', async (t) => {
    const { db, group, commits } = open(t);
    const order: number[] = [];
    const writes = Array.from({ length: 250 }, (_, id) =>
      group.add(() => add(db, id)).then(() => order.push(id)),
    );
    await Promise.all(writes);
    assert.equal(idsIn(db).length, 250);
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
    assert.equal(commits(), 3);
  });

  it('are committed by a flush before anything else happens', async (t) => {
    const { db, group } = open(t);
    const written = group.add(() => add(db, 7));
    group.flush();
    assert.deepEqual(idsIn(db), [7]);
    assert.equal(await written, 1);
  });
});
