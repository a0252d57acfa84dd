import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
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

/** Imported on demand, and a first chat does: the list of conversations, in a wide chat. */
const first = /^define-history-/;
/** Imported on demand by what a first chat does not do. A new chunk has to be named in one of the two. */
const later =
  /^(?:locales|en|ar|de|es|fr|ja|ko|pt-br|zh-cn|zh-tw|rare|character-entities|color-code|draw-formula|usage-panel|define-menu|define-proactive|export-transcript|message-extras|history-tools|over-page|older-messages)-/;

test('a first chat loads no more than the README says', () => {
  const stated = /\*\*([\d.]+) KB gzip\*\*/.exec(readFileSync(join(root, 'README.md'), 'utf8'));
  assert.ok(stated, 'the README states no size');
  const chunk = chunkOf('nexevo-chat.js');
  const direct = demandedBy(chunk);
  assert.ok(
    direct.some((name) => later.test(name)),
    'no chunk is found that comes later',
  );
  // And what these ask for in their turn: a chunk of theirs has to be named, too.
  const demanded = [...direct, ...direct.filter((name) => first.test(name)).flatMap(demandedBy)];
  const unnamed = demanded.filter((name) => !first.test(name) && !later.test(name));
  assert.deepEqual(unnamed, [], 'a chunk that is neither of a first chat nor of a later one');
  const loaded = loadedBy('nexevo-chat.js', chunk, ...demanded.filter((name) => first.test(name)));
  assert.ok(loaded.size > 2, 'the list of conversations is not among what is loaded');
  const kilobytes = [...loaded].reduce((sum, name) => sum + fileOf(name).gzip, 0) / 1000;
  assert.ok(kilobytes <= Number(stated[1]), `it is ${kilobytes} KB`);
  assert.ok(kilobytes > Number(stated[1]) * 0.95, `it is only ${kilobytes} KB: say so`);
});

test('what every chat needs is compiled while it arrives, and nothing else', () => {
  const compiled = files.filter(({ text }) => text.startsWith('//# allFunctionsCalledOnLoad\n'));
  assert.deepEqual(
    compiled.map(({ name }) => name),
    [chunkOf('nexevo-chat.js')],
  );
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

/** These files and all that they import before they run. What is imported on demand is not among it. */
function loadedBy(...names: string[]): ReadonlySet<string> {
  const loaded = new Set<string>();
  for (const name of names) {
    if (loaded.has(name)) continue;
    loaded.add(name);
    const imports = importsOf(name, /\b(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g);
    for (const one of loadedBy(...imports.filter((file) => !names.includes(file)))) loaded.add(one);
  }
  return loaded;
}

function demandedBy(name: string): string[] {
  return importsOf(name, /[\w$]\(["'`]\.\/([\w.-]+\.js)["'`][,)]/g);
}

function importsOf(name: string, pattern: RegExp): string[] {
  return [...fileOf(name).text.matchAll(pattern)].map(([, file]) => file!);
}

/** The chunk that the classic script fetches. */
function chunkOf(name: string): string {
  const chunk = /\.\/assets\/(chat-[\w-]+\.js)/.exec(fileOf(name).text);
  assert.ok(chunk, 'the script tag names no chunk');
  return chunk[1]!;
}

function fileOf(name: string) {
  const file = files.find((one) => one.name === name);
  assert.ok(file, `there is no ${name}`);
  return file;
}
