import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Database } from '../src/database.ts';

const addAccount = "(key_hash, balance, created_at) VALUES ('same', '1', 'now')";

function openDatabase(t: { after(close: () => void): void }) {
  const database = new Database(':memory:');
  t.after(() => database.close());
  const count = () => database.prepare('SELECT count(*) AS count FROM accounts').get()?.count;
  return { database, count };
}

test('a transaction that throws leaves nothing behind', (t) => {
  const { database, count } = openDatabase(t);
  const mine = new Error('mine');
  const work = () => {
    database.prepare(`INSERT INTO accounts ${addAccount}`).run();
    throw mine;
  };
  assert.throws(
    () => database.transaction(work),
    (error) => error === mine,
  );
  assert.equal(count(), 0);
});

test('an error for which SQLite has already rolled back comes out as it is', (t) => {
  const { database, count } = openDatabase(t);
  const insert = database.prepare(`INSERT OR ROLLBACK INTO accounts ${addAccount}`);
  const work = () => {
    insert.run();
    insert.run();
  };
  assert.throws(() => database.transaction(work), /UNIQUE constraint failed: accounts.key_hash/);
  assert.equal(count(), 0);
  database.transaction(() => insert.run());
  assert.equal(count(), 1);
});
