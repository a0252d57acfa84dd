import path from 'node:path';
import { build, defaultClientConditions, type Plugin, type PluginOption } from 'vite';
import bundle from '../../../vite.config.ts';
import { type ContestantName, contestants } from '../contestants/names.ts';
import { root } from './root.ts';

const here = path.join(root, 'test', 'bench');

/** Where the built pages are. */
export const pagesFolder = path.join(here, '.results', 'pages');

/** Builds each contestant's page by itself, for production, as a site would. */
export async function buildPages(names: readonly ContestantName[]): Promise<void> {
  for (const name of names) {
    await build({
      configFile: false,
      root: here,
      logLevel: 'error',
      publicDir: false,
      resolve: {
        conditions: ['@nexevo/source', ...defaultClientConditions],
        alias: { 'virtual:contestant': path.join(here, 'contestants', contestants[name].module) },
      },
      plugins: 'own' in contestants[name] ? sourcePlugins() : [],
      build: {
        outDir: path.join(pagesFolder, name),
        emptyOutDir: true,
        target: 'es2022',
        modulePreload: false,
        chunkSizeWarningLimit: 10_000,
        rolldownOptions: {
          input: path.join(here, 'page', 'page.ts'),
          output: { entryFileNames: 'page.js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    });
  }
}

/**
 * What the project's own bundle does to its sources, without what makes it a script tag. Whether all of Lit was met is
 * asked of that bundle alone: most pages here have none.
 */
function sourcePlugins(): PluginOption[] {
  const made = (bundle.plugins ?? []) as Plugin[];
  return made
    .filter(({ name }) => name !== 'nexevo-classic-script')
    .map((plugin) => {
      if (plugin.name !== 'nexevo-trim-lit') return plugin;
      const { generateBundle: _check, ...rest } = plugin;
      return rest;
    });
}

/** Builds the bundle that a website's script tag loads. */
export async function buildBundle(): Promise<void> {
  await build({ configFile: path.join(root, 'vite.config.ts'), root, logLevel: 'error' });
}
