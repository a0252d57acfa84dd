import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../demo/setup.mjs';

const generated = new Set(['node_modules', 'dist', 'bundle', '.results']);

/**
 * The source files whose path from the repository's root begins and ends as asked, e.g. `('packages/*\/test', '.test.ts')`;
 * `*` stands for any one folder. Paths come with forward slashes, sorted.
 */
export function findFiles(folder, ending) {
  return expand(folder.split('/'))
    .flatMap((one) => walk(one))
    .filter((file) => file.endsWith(ending))
    .sort();
}

function expand([first, ...rest], base = '') {
  if (first === undefined) return [base];
  const names = first === '*' ? foldersIn(base) : [first];
  return names.flatMap((name) => expand(rest, path.posix.join(base, name)));
}

function foldersIn(folder) {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

function walk(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (!entry.isDirectory()) return [name];
    return generated.has(entry.name) ? [] : walk(name);
  });
}
