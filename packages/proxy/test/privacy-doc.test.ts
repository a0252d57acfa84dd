import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { SqliteStore } from '../src/store/sqlite-store.ts';

test('docs/privacy.md has a line for every table of the data file', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'nexevo-privacy-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'proxy.sqlite');
  await new SqliteStore(path).close();
  const db = new DatabaseSync(path);
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all();
  db.close();
  const page = await readFile(new URL('../../../docs/privacy.md', import.meta.url), 'utf8');
  assert.ok(tables.length >= 4);
  for (const { name } of tables) {
    assert.ok(page.includes(`\n| \`${name}\` |`), `docs/privacy.md says nothing about "${name}"`);
  }
});
