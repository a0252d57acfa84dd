import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import { classicScript } from './packages/chat/build/classic-script.ts';
import { noRawDecorators } from './packages/chat/build/no-raw-decorators.ts';

const chat = fileURLToPath(new URL('packages/chat/', import.meta.url));

/** Builds the component's script-tag bundle: `nexevo-chat.js` and the chunks it loads from `assets/`. */
export default defineConfig({
  logLevel: 'warn',
  publicDir: false,
  resolve: { conditions: ['@nexevo/source', ...defaultClientConditions] },
  plugins: [noRawDecorators(), classicScript()],
  build: {
    outDir: `${chat}bundle`,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: { chat: `${chat}src/define.ts` },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
      },
    },
  },
});
