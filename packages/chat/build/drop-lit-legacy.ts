import type { Plugin } from 'vite';

/**
 * What Lit's files hold for browsers and tools that the bundle does not serve, as it stands there, and what is left
 * of it: polyfills of shadow DOM, browsers without constructable style sheets, standard decorators, rendering on a
 * server, and values in `css`.
 */
const legacy: Readonly<
  Record<string, readonly (readonly [find: string | RegExp, leave: string])[]>
> = {
  '@lit/reactive-element/css-tag.js': [
    [/\w\.ShadowRoot&&\(.*?"replace"in CSSStyleSheet\.prototype/, '!0'],
    ['1===t.length?t[0]:', '!0?t[0]:'],
    [/"CSSResult is not constructable.*?"/, '""'],
  ],
  '@lit/reactive-element/reactive-element.js': [
    ['a.reactiveElementPolyfillSupport', 'void 0'],
    [/,\(a\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, ''],
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
    [/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=)/, ''],
    ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
    ['void 0!==t.l&&(this.l=[...t.l]),', ''],
    [',this.constructor.l?.forEach(t=>t(this))', ''],
  ],
  'lit-element/lit-element.js': [
    [/,\w\.litElementHydrateSupport\?\.\(\{LitElement:i\}\)/, ''],
    [/s\.litElementPolyfillSupport/, 'void 0'],
    [/\(s\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
    [/const n=\{_\$AK:.*?\};/, 'const n=0;'],
  ],
  'lit-html/lit-html.js': [
    ['t.litHtmlPolyfillSupport', 'void 0'],
    [/\(t\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
    [/const j=\{M:h,.*?\},/, 'const j={I:k},'],
  ],
};

/** Takes it out, and fails when a new version of Lit says it in another way, or in another file. */
export function dropLitLegacy(): Plugin {
  const missing = new Set(Object.keys(legacy));
  return {
    name: 'nexevo-drop-lit-legacy',
    apply: 'build',
    transform: {
      filter: { id: /node_modules\/(@lit|lit-)/ },
      handler(code, id) {
        const file = Object.keys(legacy).find((name) => id.endsWith(`node_modules/${name}`));
        if (!file) return null;
        missing.delete(file);
        let output = code;
        for (const [find, leave] of legacy[file]!) {
          const dropped = output.replace(find, () => leave);
          if (dropped === output) this.error(`${file} has no ${find} any more`);
          output = dropped;
        }
        return { code: output, map: null };
      },
    },
    generateBundle() {
      if (missing.size > 0) this.error(`Lit has no ${[...missing].join(', ')} any more`);
    },
  };
}
