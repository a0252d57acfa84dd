import type { Plugin } from 'vite';

/**
 * What the bundle has no use for, as it stands in Lit's files, and what is left of it: polyfills of shadow DOM, browsers
 * without constructable style sheets, standard decorators, rendering on a server, and values in `css`; directives,
 * values that are neither an attribute nor content (on a tag, in a comment, in a text area), MathML, compiled templates,
 * listeners that are objects or have options; properties with an accessor, a converter, a comparison or a default of their own.
 * What would save but a few bytes stays: each of these has to be looked at again with a new version of Lit.
 */
const unused: Readonly<
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
    ['case Object:case Array:t=null==t?t:JSON.stringify(t)', ''],
    ['case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}', ''],
    [
      '(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute(s,i.type)',
      'u.toAttribute(s,i.type)',
    ],
    [
      /const t=i\.getPropertyOptions\(e\),h="function"==typeof t\.converter\?.*?this\._\$Em=e;const r=h\.fromAttribute\(s,t\.type\);this\[e\]=r\?\?this\._\$Ej\?\.get\(e\)\?\?r,/,
      'this._$Em=e;this[e]=u.fromAttribute(s,i.getPropertyOptions(e).type),',
    ],
    [/!\(\(i\.hasChanged\?\?f\)\(h,s\)\|\|.*?\)\)\)return;this\.C/, '!f(h,s))return;this.C'],
    [
      'i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(',
      '(',
    ],
    [
      /const t=this\.constructor\.elementProperties;if\(t\.size>0\)for\(const\[s,i\]of t\)\{const\{wrapped:t\}=i.*?\}(?=\}let t=!1)/,
      '',
    ],
    [
      's.state&&(s.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),',
      'this._$Ei(),',
    ],
    ['!s.noAccessor', '!0'],
    [
      /if\(this\.finalized=!0,this\._\$Ei\(\),this\.hasOwnProperty\(d\("properties"\)\)\)\{.*?\}(?=this\._\$Eh=)/,
      'this.finalized=!0,this._$Ei();',
    ],
    [
      /static getPropertyDescriptor\(t,s,i\)\{.*?configurable/,
      'static getPropertyDescriptor(t,s,i){return{get(){return this[s]},set(e){const h=this[s];this[s]=e,this.requestUpdate(t,h,i)},configurable',
    ],
    [',converter:u,reflect:!1,useDefault:!1,hasChanged:f}', '}'],
    ['removeController(t){this._$EO?.delete(t)}', ''],
    ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
    ['void 0!==t.l&&(this.l=[...t.l]),', ''],
    [',this.constructor.l?.forEach(t=>t(this))', ''],
  ],
  'lit-element/lit-element.js': [
    [/connectedCallback\(\)\{super\.connectedCallback\(\),.*?setConnected\(!1\)\}/, ''],
    ['this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),', ''],
    [/,\w\.litElementHydrateSupport\?\.\(\{LitElement:i\}\)/, ''],
    [/s\.litElementPolyfillSupport/, 'void 0'],
    [/\(s\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
  ],
  'lit-html/lit-html.js': [
    [/function M\(t,i,s=t,e\)\{.*?\}(?=class R)/, 'function M(t,i){return i}'],
    ['6===r.type&&(i=new Z(h,this,t))', '0'],
    ['t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t))', '0'],
    [/if\(y\.test\(r\.tagName\)\)\{.*?\}(?=\}else if\(8===)/, ''],
    ['(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', '(c=p)'],
    [
      /if\(r\.data===n\)d\.push\(\{type:2,index:l\}\);else\{.*?\}l\+\+/,
      'r.data===n&&d.push({type:2,index:l});l++',
    ],
    ['3===i?"<math>":""', '""'],
    ['3===i?"</math>":""', '""'],
    ['2===i||3===i', '2===i'],
    ['get _$AU(){return this._$AM._$AU}u(t)', 'u(t)'],
    ['get parentNode(){return this._$AM.parentNode}', ''],
    ['get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
    [',this._$Cv=e?.isConnected??!0', ''],
    [
      /get parentNode\(\)\{let t=this\._\$AA\.parentNode.*?get startNode\(\)\{.*?\}get endNode\(\)\{.*?\}/,
      '',
    ],
    [
      /const\{values:i,_\$litType\$:s\}=t,e="number".*?this\.options\)\),s\);/,
      'const{values:i}=t,e=this._$AC(t);',
    ],
    ['(t?.creationScope??l).importNode', 'l.importNode'],
    ['||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive', ''],
    [
      /"function"==typeof this\._\$AH\?(.*?):this\._\$AH\.handleEvent\(t\)/,
      'this._$AH.call(this.options?.host??this.element,t)',
    ],
    ['for(this._$AP?.(!1,!0,s);', 'for(;'],
    [/setConnected\(t\)\{.*?\}(?=\}class H)/, ''],
    ['get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}', ''],
    ['t.litHtmlPolyfillSupport', 'void 0'],
    [/\(t\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
    [/const j=\{M:h,.*?\},/, 'const j={I:k},'],
  ],
};

/** Takes out of Lit what the bundle has no use for, and fails when a new version of Lit says it in another way, or in another file. */
export function trimLit(): Plugin {
  const missing = new Set(Object.keys(unused));
  return {
    name: 'nexevo-trim-lit',
    apply: 'build',
    transform: {
      filter: { id: /node_modules\/(@lit|lit-)/ },
      handler(code, id) {
        const file = Object.keys(unused).find((name) => id.endsWith(`node_modules/${name}`));
        if (!file) return null;
        missing.delete(file);
        let output = code;
        for (const [find, leave] of unused[file]!) {
          const dropped = output.replace(find, () => leave);
          if (dropped === output) this.error(`${file} has no ${find} any more`);
          output = dropped;
        }
        return { code: output, map: null };
      },
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (
          file.type === 'chunk' &&
          file.moduleIds.some((id) => /lit-html\/(async-)?directive/.test(id))
        )
          this.error(`${file.fileName} has a directive, which the bundle has left no code for`);
      if (missing.size > 0) this.error(`Lit has no ${[...missing].join(', ')} any more`);
    },
  };
}
