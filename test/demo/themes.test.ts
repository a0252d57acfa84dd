import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { declarationsOf, themes } from '../../demo/site/scripts/themes.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('five themes are made of documented properties alone, each in light and dark', () => {
  assert.equal(new Set(themes.map(({ name }) => name)).size, 5);
  const settings = read('packages/chat/src/nexevo-chat/chat-settings.ts');
  const known = new Set(settings.match(/--nexevo-[a-z-]+/g));
  for (const { name, tokens } of themes) {
    const unknown = Object.keys(tokens).filter((token) => !known.has(token));
    assert.deepEqual(unknown, [], `${name} sets what the chat does not read`);
    for (const color of ['accent', 'surface', 'raised', 'bubble', 'text', 'muted', 'danger'])
      assert.match(tokens[`--nexevo-${color}`] ?? '', /^light-dark\(/, `${name}: ${color}`);
  }
});

test('the documentation has each theme as it is', () => {
  const page = read('docs/themes.md');
  for (const { name, tokens } of themes) {
    const block = `## ${name}\n\n\`\`\`css\nnexevo-chat {\n${declarationsOf(tokens)}\n}\n\`\`\``;
    assert.ok(page.includes(block), `docs/themes.md has another ${name}`);
  }
});
