import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { root } from '../../../demo/setup.mjs';

const id = 'virtual:markdown-stream';

/** The package's `MarkdownStream`, or `undefined` while it exports none. */
export function markdownStream(): Plugin {
  const manifest = readFileSync(path.join(root, 'packages', 'chat', 'package.json'), 'utf8');
  const exported = './markdown.js' in JSON.parse(manifest).exports;
  return {
    name: 'bench-markdown-stream',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (resolved) => {
      if (resolved !== `\0${id}`) return null;
      return exported
        ? "export { MarkdownStream } from '@nexevo/chat/markdown.js';"
        : 'export const MarkdownStream = undefined;';
    },
  };
}
