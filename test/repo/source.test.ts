import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { readSources, readText } from './source.ts';

test('no source file is longer than 250 lines', () => {
  const long = readSources('packages/*/src', '.ts')
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 250)
    .map(({ path, lines }) => `${path} has ${lines}`);
  assert.deepEqual(long, []);
});

test('no source file makes markup of a string', () => {
  const markup =
    /\b(innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\.write(ln)?)\b/;
  const found = readSources('packages/*/src', '.ts').flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (markup.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );
  assert.deepEqual(found, []);
});

test('no test is left focused', () => {
  const tests = ['.test.ts', '.browser.ts', '.spec.ts'].flatMap((ending) => [
    ...readSources('packages/*/test', ending),
    ...readSources('test', ending),
  ]);
  const focused = tests.filter(({ text }) => /^\s*(test|it|describe|suite)\.only\(/m.test(text));
  assert.deepEqual(
    focused.map(({ path }) => path),
    [],
  );
});

test('the lock file names no registry', () => {
  const hosted = Object.entries(readLock())
    .filter(([, { resolved }]) => resolved?.includes('//'))
    .map(([name, { resolved }]) => `${name}: ${resolved}`);
  assert.deepEqual(hosted, []);
});

test('the lock file knows every dependency the packages ask for', () => {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
  const locked = readLock();
  const folders = Object.keys(locked).filter((name) => !name.includes('node_modules/'));
  assert.ok(folders.length > 1, 'the lock file has no workspaces');
  for (const folder of folders) {
    const manifest = JSON.parse(readText(path.posix.join(folder, 'package.json')));
    for (const kind of kinds) {
      assert.deepEqual(
        locked[folder]?.[kind] ?? {},
        manifest[kind] ?? {},
        `${folder || '.'} ${kind}`,
      );
    }
  }
});

type Dependencies = Record<string, string>;

interface LockedPackage {
  resolved?: string;
  dependencies?: Dependencies;
  devDependencies?: Dependencies;
  optionalDependencies?: Dependencies;
}

function readLock(): Record<string, LockedPackage> {
  return JSON.parse(readText('package-lock.json')).packages;
}
