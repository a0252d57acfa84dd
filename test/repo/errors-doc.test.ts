import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes } from '@nexevo/protocol';
import { readSources, readText } from './source.ts';

test('docs/errors.md has an entry for every code the proxy answers with', () => {
  assert.deepEqual(undocumented(Object.keys(errorCodes)), []);
});

test('docs/errors.md has an entry for every code the client throws', () => {
  const codes = readSources('packages/client/src', '.ts').flatMap(({ text }) => literalCodes(text));
  assert.ok(codes.length > 0, 'the client has no error codes');
  assert.deepEqual(undocumented([...new Set(codes)]), []);
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

/** `code: 'timeout'`, and the fallbacks in tables of families. */
function literalCodes(source: string): string[] {
  return [...source.matchAll(/\bcode:\s*'([a-z_]+)'/g)].map(([, code]) => code!);
}
