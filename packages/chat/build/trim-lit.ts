import type { Plugin } from 'vite';

/**
 * What the bundle has no use for, as it stands in Lit's files, and what is left of it: polyfills of shadow DOM, browsers
 * without constructable style sheets, standard decorators, rendering on a server, and values in `css`; directives,
 * compiled templates, listeners that are objects or have options; properties with an accessor, a converter, a comparison
 * or a default of their own; styles that are no flat array, which `flat-styles.ts` refuses; and, which
 * `minify-templates.ts` does, MathML, comments, and values that are neither content nor the whole of one attribute: several
 * in one, a part of it, on a tag, a tag's name, in a text area, a title, a script or a style.
 * What would save but a few bytes stays: each of these has to be looked at again with a new version of Lit.
 */
const unused: Readonly<
  Record<string, readonly (readonly [find: string | RegExp, leave: string])[]>
> = {
  '@lit/reactive-element/css-tag.js': [
    [/\w\.ShadowRoot&&\(.*?"replace"in CSSStyleSheet\.prototype/, '!0'],
    ['1===t.length?t[0]:', '!0?t[0]:'],
    [
      /constructor\(t,e,o\)\{if\(this\._\$cssResult\$=!0.*?toString\(\)\{return this\.cssText\}/,
      'constructor(t){this.cssText=t}get styleSheet(){return this.o||(this.o=new CSSStyleSheet).replaceSync(this.cssText),this.o}',
    ],
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
    [/finalizeStyles\(s\)\{.*?return i\}/, 'finalizeStyles(s=[]){return s}'],
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
    [/function M\(t,i,s=t,e\)\{.*?\}(?=class R)/, ''],
    ['6===r.type&&(i=new Z(h,this,t))', '0'],
    ['t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t))', '0'],
    [/if\(y\.test\(r\.tagName\)\)\{.*?\}(?=\}else if\(8===)/, ''],
    [/v=\/.*?(?=,p=RegExp)/, 'v=/<\\/?[a-z][^>\\s]*/gi'],
    [/"!--"===u\[1\]\?.*?void 0!==u\[3\]&&\(c=p\)/, 'c=p'],
    ['c===$||c===g?c=p:c===_||c===m?c=v:(c=p,n=void 0)', 'c=p'],
    ['c=n??v', 'c=v'],
    [
      /if\(r\.data===n\)d\.push\(\{type:2,index:l\}\);else\{.*?\}l\+\+/,
      'r.data===n&&d.push({type:2,index:l});l++',
    ],
    ['3===i?"<math>":""', '""'],
    ['3===i?"</math>":""', '""'],
    ['2===i||3===i', '2===i'],
    ['s=r.getAttribute(t).split(o),', ''],
    ['strings:s,ctor', 'ctor'],
    ['this._$AN=void 0,this._$AD=t,this._$AM=i', 'this._$AD=t'],
    ['get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t)', 'u(t)'],
    ['new r.ctor(h,r.name,r.strings,this,t)', 'new r.ctor(h,r.name,0,0,t)'],
    [
      'void 0!==s&&(void 0!==s.strings?(s._$AI(t,s,i),i+=s.strings.length-2):s._$AI(t[i])),i++',
      's._$AI(t[i++])',
    ],
    ['get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
    [
      'this.type=2,this._$AH=A,this._$AN=void 0,this._$AA=t,this._$AB=i,this._$AM=s,this.options=e,this._$Cv=e?.isConnected??!0',
      'this._$AH=A,this._$AA=t,this._$AB=i,this.options=e',
    ],
    [
      /get parentNode\(\)\{let t=this\._\$AA\.parentNode.*?get startNode\(\)\{.*?\}get endNode\(\)\{.*?\}/,
      '',
    ],
    ['_$AI(t,i=this){t=M(this,t,i),', '_$AI(t){'],
    [
      /const\{values:i,_\$litType\$:s\}=t,e="number".*?this\.options\)\),s\);/,
      'const{values:i}=t,e=this._$AC(t);',
    ],
    ['(t?.creationScope??l).importNode', 'l.importNode'],
    [
      /this\.type=1,this\._\$AH=A,.*?:this\._\$AH=A\}_\$AI\(t,i=this,s,e\)\{.*?o&&!e&&this\.j\(t\)\}/,
      'this._$AH=A,this.element=t,this.name=i,this.options=h}_$AI(t){t===E||a(t)&&t===this._$AH||(this._$AH=t,this.j(t))}',
    ],
    ['constructor(){super(...arguments),this.type=3}', ''],
    ['constructor(){super(...arguments),this.type=4}', ''],
    ['constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''],
    ['_$AI(t,i=this){if((t=M(this,t,i,0)??A)===E)', '_$AI(t){if((t??=A)===E)'],
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
