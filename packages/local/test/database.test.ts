import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { createLocal, OptionsError } from '@nexevo/local';
import { Database } from '../src/database/database.ts';
import { firstTables } from '../src/database/first-tables.ts';
import { caller, key } from './start-local.ts';

const addAccount = "(id, balance, plan, created_at) VALUES (1, '1', 'payg', 'now')";

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
  assert.throws(() => database.transaction(work), /UNIQUE constraint failed: accounts.id/);
  assert.equal(count(), 0);
  database.transaction(() => insert.run());
  assert.equal(count(), 1);
});

function dataFile(t: { after(remove: () => void): void }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'nexevo-local-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'local.sqlite');
}

test('a file from before accounts had many keys keeps its balance, conversations and key', async (t) => {
  const dataPath = dataFile(t);
  const old = new DatabaseSync(dataPath);
  old.exec(firstTables);
  const hash = createHash('sha256').update(key).digest('hex');
  old
    .prepare(
      "INSERT INTO accounts (id, key_hash, balance, created_at) VALUES (7, ?, '3.25', 'now')",
    )
    .run(hash);
  old.exec(
    "INSERT INTO conversations VALUES (1, 'conv_1', 7, 'Kept', '{}', '2026-01-01', '2026-01-01')",
  );
  old.close();
  for (const _ of ['first start', 'second start']) {
    const local = createLocal({ dataPath });
    const call = caller((await local.listen(0)).url);
    const balance = (await (await call('/billing/balance')).json()) as { balance_usd: string };
    assert.equal(balance.balance_usd, '3.25000000');
    assert.equal((await call('/conversations/conv_1')).status, 200);
    const { keys } = (await (await call('/keys')).json()) as { keys: { name: string }[] };
    assert.deepEqual(
      keys.map(({ name }) => name),
      ['development'],
    );
    await local.close();
  }
});

test('a file of a later version is refused, closed and left alone', (t) => {
  const dataPath = dataFile(t);
  const later = new DatabaseSync(dataPath);
  later.exec('PRAGMA user_version = 999');
  later.close();
  const close = t.mock.method(DatabaseSync.prototype, 'close');
  assert.throws(
    () => createLocal({ dataPath }),
    (error) => error instanceof OptionsError && /newer nexevo-local/.test(error.message),
  );
  assert.equal(close.mock.callCount(), 1);
});

test('a file that is no database is refused and closed', (t) => {
  const dataPath = dataFile(t);
  writeFileSync(dataPath, 'Once upon a time there was a page that was not a database. '.repeat(20));
  const close = t.mock.method(DatabaseSync.prototype, 'close');
  assert.throws(() => createLocal({ dataPath }), /cannot be opened: file is not a database/);
  assert.equal(close.mock.callCount(), 1);
});
