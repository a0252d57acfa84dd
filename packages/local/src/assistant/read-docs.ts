import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Section, splitSections } from './sections.ts';

const knowledge = fileURLToPath(new URL('../../knowledge/', import.meta.url));
const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** Reads what the assistant knows: the guide shipped with it, and a folder's or this repository's documentation. */
export function readDocs(docsPath: string | undefined): Section[] {
  const guide = readFolder(knowledge, ['*.md']).map((section) => ({ ...section, source: 'guide' }));
  if (docsPath) return [...guide, ...readFolder(docsPath, ['**/*.md'])];
  if (!isRepository()) return guide;
  return [
    ...guide,
    ...readFolder(repository, ['README.md', 'docs/**/*.md', 'packages/*/README.md']),
  ];
}

function readFolder(folder: string, patterns: string[]): Section[] {
  return globSync(patterns, { cwd: folder, exclude: ['**/node_modules/**'] })
    .sort()
    .map((file) => join(folder, file))
    .flatMap((path) => splitSections(readFileSync(path, 'utf8'), relative(folder, path)));
}

/** Installed from a registry, this package has strangers' files around it. */
function isRepository(): boolean {
  const manifest = join(repository, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'nexevo-chat';
}
