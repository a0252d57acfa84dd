import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText } from './source.ts';
import { withTree } from './tree.ts';

test('docs/CONTRIBUTING.md lists every source file as it is: "npm run tree" writes it', () => {
  const page = readText('docs/CONTRIBUTING.md');
  assert.match(page, /^- `create-proxy\.ts` \S/m);
  assert.equal(page, withTree(page));
});
