import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { SqliteStore } from '../src/store/sqlite-store.ts';
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
describeVisitorStore('SqliteStore keeps the contract for visitors', open);
describeOutbox('SqliteStore keeps the contract of the outbox', open);
describeErasure('SqliteStore keeps the contract of erasure', open);

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
