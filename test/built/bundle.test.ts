import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'packages/chat/bundle');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    return { name: entry.name, text: bytes.toString(), gzip: gzipSync(bytes, { level: 9 }).length };
  });

test('an open chat in English loads no more than the README says', () => {
  const stated = /\*\*([\d.]+) KB gzip\*\*/.exec(readFileSync(join(root, 'README.md'), 'utf8'));
  assert.ok(stated, 'the README states no size');
  const loaded = files.filter(({ name }) => name.endsWith('.js') && !isLazy(name));
  const kilobytes = loaded.reduce((sum, { gzip }) => sum + gzip, 0) / 1000;
  assert.ok(kilobytes <= Number(stated[1]), `it is ${kilobytes} KB`);
  assert.ok(kilobytes > Number(stated[1]) * 0.95, `it is only ${kilobytes} KB: say so`);
});

test("the script tag's file is a classic script of at most 5 KB that leaves one global name", () => {
  const entry = files.find(({ name }) => name === 'nexevo-chat.js');
  assert.ok(entry);
  assert.ok(entry.gzip <= 5000, `${entry.gzip} bytes`);
  new Script(entry.text);
  assert.doesNotMatch(entry.text, /^\s*(import|export)\b/m);
});

test('no decorator and no TypeScript is left in what a browser loads', () => {
  for (const { name, text } of files) {
    assert.doesNotMatch(text, /(^|[;{}\s])@(property|state|query|customElement)\s*\(/, name);
  }
});

test('nothing in the bundle points to another server', () => {
  for (const { name, text } of files) {
    const hosts = [...text.matchAll(/\bhttps?:\/\/([\w.-]+\.[a-z]{2,})/g)].map(([, host]) => host);
    const foreign = hosts.filter((host) => host !== 'www.w3.org');
    assert.deepEqual(foreign, [], name);
  }
});

/**
 * What only some chats load: other languages, the full table of character references, and what colours
 * code and draws formulas.
 */
function isLazy(name: string): boolean {
  return (
    isLocale(name) ||
    /^(?:character-entities|language|color-code|draw-formula|adopt-styles|rolldown)-/.test(name)
  );
}

/** Another language's strings: a chunk that is named after the language. */
function isLocale(name: string): boolean {
  const language = /^([a-z]{2}(?:-[A-Z]{2})?)-[\w-]{8}\.js$/.exec(name)?.[1];
  return (
    language !== undefined && existsSync(join(root, `packages/chat/src/messages/${language}.ts`))
  );
}
