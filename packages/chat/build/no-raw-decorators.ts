import type { Plugin } from 'vite';

/** Fails the build when a decorator reached the output: no browser runs them, and only old ones would tell. */
export function noRawDecorators(): Plugin {
  return {
    name: 'nexevo-no-raw-decorators',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const found = /[;{}\s]@(?:property|state|query|customElement)\b|[;{}]@\w+\(/.exec(
          file.code,
        );
        if (found) this.error(`${file.fileName} holds a raw decorator: ${found[0].trim()}`);
      }
    },
  };
}
