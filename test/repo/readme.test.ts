import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { findFiles } from '../setup/find-files.mjs';
import { readText, root } from './source.ts';

test("the README's first 40 lines say what it is, how to run it, what it costs and what it lacks", () => {
  const start = readText('README.md').split('\n').slice(0, 40).join('\n');
  for (const part of [
    /^# Nexevo Chat\n\n.+\.\n/,
    /!\[.+\]\(docs\/screenshot\.png\)/,
    /`npm start`/,
    /http:\/\/localhost:3000/,
    /nexevo-proxy/,
    /<script src=/,
    /@nexevo\/chat\/define\.js/,
    /60 requests a minute/,
    /\$3\/\$12/,
    /inferred/,
    /`npm test`/,
  ]) {
    assert.match(start, part);
  }
});

test('each fact at the top of the README names a test that exists', () => {
  const facts = readText('README.md').match(/^- \*\*.*$/gm) ?? [];
  assert.equal(facts.length, 5);
  for (const fact of facts) assert.match(fact, /\]\(test\/[\w/.-]+\.(spec|test)\.ts\)/);
});

test('every link to a file of this repository leads somewhere', () => {
  const pages = ['README.md', ...findMarkdown()];
  const broken = pages.flatMap((page) =>
    [...readText(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .map(([, target]) => path.join(path.dirname(page), target!))
      .filter((target) => !existsSync(path.join(root, target)))
      .map((target) => `${page} → ${target}`),
  );
  assert.deepEqual(broken, []);
});

function findMarkdown(): string[] {
  return ['docs', 'packages'].flatMap((folder) => findFiles(folder, '.md'));
}
