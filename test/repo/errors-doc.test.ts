import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientErrorCodes } from '@nexevo/client';
import { errorCodes } from '@nexevo/protocol';
import { readSources, readText } from './source.ts';

test('docs/errors.md has an entry for every code the proxy answers with', () => {
  assert.deepEqual(undocumented(Object.keys(errorCodes)), []);
});

test('docs/errors.md lists the codes of the client, each with its class, and no other', () => {
  const [, section = ''] = readText('docs/errors.md').split('## What `@nexevo/client` throws');
  const rows = (section.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \| `(\w+)` \|/gm);
  assert.deepEqual(
    Array.from(rows, ([, code, name]) => [code, name]).sort(),
    Object.entries(clientErrorCodes).sort(),
  );
});

test('docs/errors.md has an entry for every code the local gateway answers with', () => {
  const [{ text } = { text: '' }] = readSources('packages/local/src', 'src/errors.ts');
  const codes = [...text.matchAll(/^ {2}([a-z_]+): \{ status/gm)].map(([, code]) => code!);
  assert.ok(codes.length > 10, 'the local gateway has no error codes');
  assert.deepEqual(undocumented(codes), []);
});

/** An entry is the code between backticks in a heading or in a table's first cell. */
function undocumented(codes: string[]): string[] {
  const lines = readText('docs/errors.md').split('\n');
  const entries = lines.filter((line) => /^(#{2,}\s|\|\s*`|[-*]\s+`)/.test(line)).join('\n');
  return codes.filter((code) => !entries.includes(`\`${code}\``));
}
