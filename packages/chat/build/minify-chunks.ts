import { type MinifyOptions, minify } from 'terser';
import type { Plugin } from 'vite';

const options: MinifyOptions = {
  module: true,
  ecma: 2020,
  compress: {
    passes: 2,
    unsafe_arrows: true,
    unsafe_methods: true,
    pure_getters: true,
    keep_fargs: false,
  },
};

/**
 * Chromium compiles all of such a file while it arrives, beside the page. Else each function is compiled when it is
 * first called, most of them in the one frame that shows the first words of the first reply.
 */
const compileAtOnce = '//# allFunctionsCalledOnLoad\n';

/** `module`: whether its names are its own. @default true */
export async function minifyAgain(source: string, { module = true } = {}): Promise<string> {
  const { code = source } = await minify(source, { ...structuredClone(options), module });
  return code;
}

/**
 * A second minifier: it finds some hundred bytes more, of a bundle that is loaded by every visitor. What a comment is to
 * say to a browser has to be put before the chunk here, since a minifier drops it.
 */
export function minifyChunks(): Plugin {
  return {
    name: 'nexevo-minify-chunks',
    apply: 'build',
    // Chunks are kept for good under their names: minified in another way a chunk is another file.
    augmentChunkHash: () => JSON.stringify(options) + compileAtOnce,
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        for (const chunk of chunks) {
          const code = await minifyAgain(chunk.code);
          const isFirst = chunk.moduleIds.some((id) => this.getModuleInfo(id)?.isEntry);
          chunk.code = isFirst ? compileAtOnce + code : code;
        }
      },
    },
  };
}
