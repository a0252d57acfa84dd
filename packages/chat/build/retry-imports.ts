import { posix } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/**
 * A browser remembers a module that could not be fetched, and never asks for it again. So that the chunk of a visitor
 * whose train was in a tunnel can still come, it is fetched first, with what it imports, and becomes a module only when
 * it is there: from the browser's cache, since the files never change.
 */
const helper = `const $nexevoLoads = {};
const $nexevoLoad = (...names) => $nexevoLoads[names] ||= Promise.all(names.map(async (name) => {
  const response = await fetch(new URL(name, import.meta.url));
  await response.blob();
  if (!response.ok) throw Error(response.status);
})).then(() => import(names[0])).catch((error) => {
  $nexevoLoads[names] = 0;
  throw error;
});
`;

/** Has a lazy chunk asked for again after a failure. */
export function retryImports(): Plugin {
  return {
    name: 'nexevo-retry-imports',
    apply: 'build',
    // Chunks are kept for good under their names: with another helper a chunk is another file.
    augmentChunkHash: () => helper,
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue;
          const there = withImports(bundle, file.fileName);
          const folder = posix.dirname(file.fileName);
          const code = file.code.replace(
            /\bimport\(["'`](\.\/[^"'`]+)["'`]/g,
            (_import, chunk: string) => {
              const names = [...withImports(bundle, posix.join(folder, chunk))]
                .filter((name) => !there.has(name))
                .map((name) => `"./${posix.relative(folder, name)}"`);
              return `$nexevoLoad(${names.join()}`;
            },
          );
          if (code !== file.code) file.code = helper + code;
        }
      },
    },
  };
}

/** A chunk and all that has to be there before it runs, itself first. */
function withImports(
  bundle: Rolldown.OutputBundle,
  name: string,
  found = new Set<string>(),
): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const file = bundle[name];
  if (file?.type === 'chunk') for (const one of file.imports) withImports(bundle, one, found);
  return found;
}
