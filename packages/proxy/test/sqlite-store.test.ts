import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { Database } from '../src/store/sqlite/database.ts';
import { messageColumns } from '../src/store/sqlite/rows.ts';
import { SqliteStore } from '../src/store/sqlite-store.ts';
import { describeBranches } from './branch-contract.ts';
import { describeErasure } from './erasure-contract.ts';
import { describeOutbox } from './outbox-contract.ts';
import { describeStore } from './store-contract.ts';
import { describeVisitorStore } from './visitor-store-contract.ts';

const folder = await mkdtemp(join(tmpdir(), 'nexevo-store-'));
let files = 0;
const newPath = () => {
  files += 1;
  return join(folder, `${files}`, 'store.sqlite');
};

after(() => rm(folder, { recursive: true }));

const open = async () => new SqliteStore(newPath());
describeStore('SqliteStore keeps the contract', open);
describeBranches('SqliteStore keeps the contract of branches', open);
describeVisitorStore('SqliteStore keeps the contract for visitors', open);
describeOutbox('SqliteStore keeps the contract of the outbox', open);
describeErasure('SqliteStore keeps the contract of erasure', open);

/** Columns and indexes of the messages. */
function shapeOf(path: string): unknown[] {
  const db = new DatabaseSync(path);
  const indexes = db.prepare("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name");
  const shape = [
    db.prepare('PRAGMA user_version').all(),
    db.prepare("SELECT name, type FROM pragma_table_info('messages') ORDER BY name").all(),
    indexes.all(),
  ];
  db.close();
  return shape;
}

describe('SqliteStore', () => {
  it('still has everything after it was closed and opened again', async () => {
    const path = newPath();
    const before = new SqliteStore(path);
    const { id } = await before.createConversation('anon:a', 'kept');
    await before.close();
    const store = new SqliteStore(path);
    assert.equal((await store.getConversation('anon:a', id))?.title, 'kept');
    await store.close();
  });

  it('still counts the tokens of a process that died before it could settle them', async () => {
    const path = newPath();
    const limits = { visitorDay: 100, siteMonth: 100 };
    const input = { visitor: 'anon:a', now: Date.now(), least: 10, wanted: 95, limits };
    const before = new SqliteStore(path);
    await before.holdTokens(input);
    await before.close();
    const store = new SqliteStore(path);
    assert.deepEqual(await store.holdTokens(input), { kind: 'site_month' });
    await store.close();
  });

  it('brings a file of the first version up to date, and keeps what is in it', async () => {
    const path = newPath();
    await new SqliteStore(path).close();
    const old = new DatabaseSync(path);
    old.exec(`
      DROP INDEX messages_by_continues; DROP INDEX messages_by_parent; CREATE INDEX messages_by_conversation ON messages (conversation_id);
      ALTER TABLE messages DROP COLUMN context; ALTER TABLE messages DROP COLUMN reasoning;
      ALTER TABLE messages DROP COLUMN reasoning_ms; ALTER TABLE messages DROP COLUMN continues;
      PRAGMA user_version = 1;
      INSERT INTO conversations (id, visitor, created_at, updated_at) VALUES ('conv_1', 'anon:a', 1, 1);
      INSERT INTO messages (id, conversation_id, role, text, status, created_at)
        VALUES ('msg_1', 'conv_1', 'user', 'kept', 'complete', 1);`);
    old.close();
    const store = new SqliteStore(path);
    assert.equal((await store.getMessage('anon:a', 'msg_1'))?.message.text, 'kept');
    await store.close();
    const fresh = newPath();
    await new SqliteStore(fresh).close();
    assert.deepEqual(shapeOf(path), shapeOf(fresh));
  });

  it('finds the versions of a message by one search of an index for each', async () => {
    const path = newPath();
    await new SqliteStore(path).close();
    const db = new DatabaseSync(path);
    const plan = db.prepare(
      `EXPLAIN QUERY PLAN SELECT ${messageColumns} FROM messages WHERE id = ?`,
    );
    const steps = plan.all('msg_1').map(({ detail }) => String(detail));
    db.close();
    const of = (table: string) => steps.filter((step) => step.split(' ')[1] === table);
    assert.deepEqual(of('rest'), [
      'SEARCH rest USING COVERING INDEX messages_by_continues (continues=?)',
    ]);
    assert.deepEqual(of('child'), [
      'SEARCH child USING COVERING INDEX messages_by_parent (conversation_id=? AND parent_id=?)',
    ]);
  });

  it('leaves a file of a later version alone, and lets go of it', async () => {
    const path = newPath();
    await new SqliteStore(path).close();
    const later = new DatabaseSync(path);
    later.exec('PRAGMA user_version = 99');
    assert.throws(() => new SqliteStore(path), { option: 'dataPath', message: /another version/ });
    later.exec('BEGIN IMMEDIATE; COMMIT;');
    later.close();
  });

  it('copies its journal into the file when it is told that nobody is held up, and it is worth it', async () => {
    const path = newPath();
    const store = new SqliteStore(path);
    const sizeOf = async () => (await stat(path)).size;
    const empty = await sizeOf();
    const title = 'x'.repeat(1_000_000);
    await store.createConversation('anon:a', title);
    await store.tidy();
    assert.equal(await sizeOf(), empty);
    for (let more = 0; more < 20; more += 1) await store.createConversation('anon:a', title);
    assert.equal(await sizeOf(), empty, 'a kill may take what was shown meanwhile');
    await store.tidy();
    assert.ok((await sizeOf()) > empty + 20_000_000);
    await store.close();
  });

  it('waits for the disk where it is told to', () => {
    for (const [synchronous, level] of [
      ['normal', 1],
      ['full', 2],
    ] as const) {
      const db = new Database(newPath(), { synchronous });
      assert.deepEqual({ ...db.get<object>('PRAGMA synchronous') }, { synchronous: level });
      db.close();
    }
  });

  it('says in one sentence that its folder cannot be made', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    assert.throws(() => new SqliteStore(join(file, 'store.sqlite')), {
      name: 'ProxyOptionError',
      option: 'dataPath',
      message: /cannot be used/,
    });
  });

  it('refuses a file that is no database of ours', async () => {
    const file = join(folder, 'other.sqlite');
    await writeFile(file, 'this is a text file, and not a short one at that'.repeat(20));
    assert.throws(() => new SqliteStore(file), { option: 'dataPath' });
  });
});
