import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

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

async function compile(chunk: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { NEXEVO_CHUNK: JSON.stringify(`./${chunk}`) },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('The classic script was not built.');
  return output.output[0].code;
}
