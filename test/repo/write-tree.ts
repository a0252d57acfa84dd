import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readText, root } from './source.ts';
import { withTree } from './tree.ts';

const page = 'docs/CONTRIBUTING.md';
writeFileSync(path.join(root, page), withTree(readText(page)));
