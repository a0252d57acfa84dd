import type { Plugin } from 'vite';

/** From marked's ready-made parser instance, whose set-up looks like a side effect, to its exports. */
const instance = /var (\w+)=new \w+;function \w+\(\w+,\w+\)\{return \1\.parse\([\s\S]*export\{/;

/**
 * Leaves marked's lexer and takes away its parser and HTML renderer: 3 KB (gzip) that would never run.
 * Should a release of marked look different, the bundle is larger and works the same.
 */
export function lexerOnly(): Plugin {
  return {
    name: 'nexevo-lexer-only',
    apply: 'build',
    transform: {
      filter: { id: /marked\.esm\.js$/ },
      handler(code) {
        const lexer = /[{,](\w+) as Lexer[,}]/.exec(code)?.[1];
        if (!lexer || !instance.test(code)) return null;
        return {
          code: `${code.slice(0, code.search(instance))}export{${lexer} as Lexer};`,
          map: null,
        };
      },
    },
  };
}
