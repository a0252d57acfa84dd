import type { Plugin } from 'vite';

/** Fails the build when a decorator reached the output: no browser runs them, and only old ones would tell. */
export function noRawDecorators(): Plugin {
  return {
    name: 'nexevo-no-raw-decorators',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        // A library may well have a word such as `@property` in a string.
        if (file.type !== 'chunk' || !file.moduleIds.some((id) => !id.includes('node_modules')))
          continue;
        const found = /[;{}\s]@(?:property|state|query|customElement)\b|[;{}]@\w+\(/.exec(
          file.code,
        );
        if (found) this.error(`${file.fileName} holds a raw decorator: ${found[0].trim()}`);
      }
    },
  };
}
