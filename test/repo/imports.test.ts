import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { readImports } from './read-imports.ts';
import { readSources } from './source.ts';

type Allowed = Record<string, 'values' | 'types'>;

/** Who may import whom: the one direction the architecture has. */
const allowed: Record<string, Allowed> = {
  protocol: {},
  client: {},
  proxy: { '@nexevo/client': 'values', '@nexevo/protocol': 'values' },
  chat: { '@nexevo/protocol': 'types' },
  local: { '@nexevo/client': 'types' },
};

for (const [name, targets] of Object.entries(allowed)) {
  test(`${name} imports only the packages below it`, () => {
    const sources = readSources(`packages/${name}/src`, '.ts');
    assert.ok(sources.length > 0, `packages/${name}/src is empty`);
    const wrong = sources.flatMap((file) =>
      readImports(file.text)
        .filter(({ from }) => from.startsWith('@nexevo/'))
        .filter(({ from, typesOnly }) => {
          const may = targets[packageOf(from)];
          return may === undefined || (may === 'types' && !typesOnly);
        })
        .map(({ from }) => `${file.path} imports ${from}`),
    );
    assert.deepEqual(wrong, []);
  });
}

test('protocol stands on zod alone', () => {
  const foreign = readSources('packages/protocol/src', '.ts').flatMap((file) =>
    readImports(file.text)
      .filter(({ from }) => !from.startsWith('.') && from !== 'zod')
      .map(({ from }) => `${file.path} imports ${from}`),
  );
  assert.deepEqual(foreign, []);
});

test('no part of chat, its tests included, sees the client that holds the key', () => {
  const seeing = readSources('packages/chat', '.ts').flatMap((file) =>
    readImports(file.text)
      .filter(({ from }) => packageOf(from) === '@nexevo/client')
      .map(() => file.path),
  );
  assert.deepEqual(seeing, []);
});

test('no package reaches into another by a relative path', () => {
  const reaching = readSources('packages/*', '.ts').flatMap((file) => {
    const home = file.path.split('/').slice(0, 2).join('/');
    return readImports(file.text)
      .filter(({ from }) => from.startsWith('.'))
      .map(({ from }) => path.posix.join(path.posix.dirname(file.path), from))
      .filter((target) => target.startsWith('packages/') && !target.startsWith(`${home}/`))
      .map((target) => `${file.path} imports ${target}`);
  });
  assert.deepEqual(reaching, []);
});

test('every way to write an import is seen', () => {
  const source = `
import 'side-effect';
import type { A } from 'only-types';
import { type B } from 'inline-type';
import c, {
  d,
} from 'over-lines';
export * from 'all';
export type { E } from 'type-export';
const later = import('dynamic');
export const text = 'from';
`;
  assert.deepEqual(readImports(source), [
    { from: 'side-effect', typesOnly: false },
    { from: 'only-types', typesOnly: true },
    { from: 'inline-type', typesOnly: false },
    { from: 'over-lines', typesOnly: false },
    { from: 'all', typesOnly: false },
    { from: 'type-export', typesOnly: true },
    { from: 'dynamic', typesOnly: false },
  ]);
});

function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, 2).join('/');
}
