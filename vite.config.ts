import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import { classicScript } from './packages/chat/build/classic-script.ts';
import { compileDecorators } from './packages/chat/build/compile-decorators.ts';
import { flatStyles } from './packages/chat/build/flat-styles.ts';
import { minifyChunks } from './packages/chat/build/minify-chunks.ts';
import { minifyTemplates } from './packages/chat/build/minify-templates.ts';
import { noRawDecorators } from './packages/chat/build/no-raw-decorators.ts';
import { orderModules } from './packages/chat/build/order-modules.ts';
import { retryImports } from './packages/chat/build/retry-imports.ts';
import { trimLit } from './packages/chat/build/trim-lit.ts';

const chat = fileURLToPath(new URL('packages/chat/', import.meta.url));

/** Builds the component's script-tag bundle: `nexevo-chat.js` and the chunks it loads from `assets/`. */
export default defineConfig({
  logLevel: 'warn',
  publicDir: false,
  resolve: {
    conditions: ['@nexevo/source', ...defaultClientConditions],
  },
  plugins: [
    orderModules(),
    flatStyles(),
    compileDecorators(),
    trimLit(),
    minifyTemplates(),
    retryImports(),
    minifyChunks(),
    noRawDecorators(),
    classicScript(),
  ],
  build: {
    outDir: `${chat}bundle`,
    emptyOutDir: true,
    target: 'es2022',
    // As a library, so that no preload helper is wrapped around the lazy chunks.
    lib: { entry: { chat: `${chat}src/define.ts` }, formats: ['es'] },
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        minify: true,
        // One chunk for what every chat needs; the lazy ones hold nothing else.
        codeSplitting: { groups: [{ name: 'chat', tags: ['$initial'] }] },
        entryFileNames: 'assets/[name]-[hash].js',
        // What colours a language says so, for the list of what a first chat does not load.
        chunkFileNames: ({ moduleIds }) =>
          `assets/${moduleIds.some((id) => /legacy-modes|highlighting.modes/.test(id)) ? 'language-' : ''}[name]-[hash].js`,
      },
    },
  },
});
