import type { Plugin } from 'vite';

/**
 * What stands at the beginning of the chunk that every chat loads. A compressor looks back 32 KB, a quarter of it, so
 * like has to stand beside like: the engine for Markdown resembles nothing else, and would part what does. It is half a
 * kilobyte.
 */
const first = ['markdown/markdown-stream.ts', 'nexevo-chat/fact-events.ts'];

/** Has the bundle's modules stand in an order that compresses well. */
export function orderModules(): Plugin {
  return {
    name: 'nexevo-order-modules',
    apply: 'build',
    transform: {
      filter: { id: /packages\/chat\/src\/define\.ts$/ },
      handler: (code) => ({
        code: first.map((file) => `import './${file}';`).join('') + code,
        map: null,
      }),
    },
  };
}
