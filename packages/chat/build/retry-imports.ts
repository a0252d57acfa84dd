import type { Plugin } from 'vite';

/**
 * A browser remembers a module that could not be fetched, and never asks for it again. So that the chunk of a visitor
 * whose train was in a tunnel can still come, the next import asks for another address.
 */
const helper = `const $nexevoTries = {};
const $nexevoLoad = (chunk) => {
  const tries = $nexevoTries[chunk];
  return import(tries ? chunk + '?' + tries : chunk).catch((error) => {
    $nexevoTries[chunk] = -~tries;
    throw error;
  });
};
`;

/** Has a lazy chunk asked for again after a failure. */
export function retryImports(): Plugin {
  return {
    name: 'nexevo-retry-imports',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue;
          const code = file.code.replace(/\bimport\((?=["'`]\.\/)/g, '$nexevoLoad(');
          if (code !== file.code) file.code = helper + code;
        }
      },
    },
  };
}
