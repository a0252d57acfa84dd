import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { loadLocale, locales } from '../src/messages/locales.ts';
import { minifyAgain } from './minify-chunks.ts';
import { minifyTemplates } from './minify-templates.ts';

const entry = fileURLToPath(new URL('../src/classic.ts', import.meta.url));

/**
 * Writes `nexevo-chat.js`: a classic script, so that one plain tag is enough, that knows the hashed
 * name of the chunk it loads.
 */
export function classicScript(): Plugin {
  return {
    name: 'nexevo-classic-script',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const entry = chunks.find((chunk) => chunk.isEntry);
      if (!entry) return this.error('The bundle has no entry chunk.');
      // The entry itself only imports the one chunk that everything is in.
      const [main = entry.fileName] = entry.imports;
      if (entry.imports.length === 1) delete bundle[entry.fileName];
      const source = await compile(main);
      this.emitFile({ type: 'asset', fileName: 'nexevo-chat.js', source });
    },
  };
}

/** The launcher's name in every language; all the other words come with the chat. */
async function launcherLabels(): Promise<Record<string, string>> {
  const named = locales.map(
    async (name) => [name, (await loadLocale(name)).locale.chat.open] as const,
  );
  return Object.fromEntries(await Promise.all(named));
}

async function compile(chunk: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: {
      NEXEVO_CHUNK: JSON.stringify(`./${chunk}`),
      NEXEVO_LABELS: JSON.stringify(await launcherLabels()),
    },
    plugins: [minifyTemplates()],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('The classic script was not built.');
  return minifyAgain(output.output[0].code, { module: false });
}
