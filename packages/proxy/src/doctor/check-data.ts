import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ProxyOptionError } from '../errors.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import { type Check, fail, ok } from './check.ts';

/** Whether the data file can be written, and by nobody else. */
export async function checkData(path: string): Promise<Check[]> {
  return [await checkWritable(resolve(path)), ...checkModes(resolve(path))];
}

async function checkWritable(path: string): Promise<Check> {
  const name = 'data';
  if (!existsSync(path)) {
    const folder = firstThatExists(dirname(path));
    return isWritable(folder)
      ? ok(name, `${path} will be made`)
      : fail(
          name,
          `${path} cannot be made`,
          `let this user write to ${folder}, or change NEXEVO_DATA`,
        );
  }
  try {
    const store = new SqliteStore(path);
    try {
      await store.check();
    } finally {
      await store.close();
    }
    return ok(name, `${path} can be written`);
  } catch (error) {
    const why =
      error instanceof ProxyOptionError ? error.message : `${path}: ${(error as Error).message}`;
    return fail(name, why.replace(/\.$/, ''), 'let this user own the file and its folder');
  }
}

/** What visitors wrote is nobody else's on this machine either. */
function checkModes(path: string): Check[] {
  const files = [path, `${path}-wal`, `${path}-shm`].filter((file) => existsSync(file));
  if (files.length === 0) return [];
  const open = files.filter((file) => (statSync(file).mode & 0o077) !== 0);
  return open.length === 0
    ? [ok('data modes', 'only this user reads it')]
    : [
        fail(
          'data modes',
          'other users of this machine can read it',
          `chmod 600 ${open.join(' ')}`,
        ),
      ];
}

function firstThatExists(folder: string): string {
  return existsSync(folder) || folder === dirname(folder)
    ? folder
    : firstThatExists(dirname(folder));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
