import type { StreamParser } from '@codemirror/streamparser';

type Mode = StreamParser<unknown>;

const script = () => import('@codemirror/legacy-modes/mode/javascript');
const clike = () => import('@codemirror/legacy-modes/mode/clike');
const css = () => import('@codemirror/legacy-modes/mode/css');
const xml = () => import('@codemirror/legacy-modes/mode/xml');
const sql = () => import('@codemirror/legacy-modes/mode/sql');

/** How to load each language, by all the names it goes by. */
const loaders: Readonly<Record<string, () => Promise<Mode>>> = {
  'javascript js jsx mjs cjs node': async () => (await script()).javascript,
  'typescript ts tsx mts cts': async () => (await script()).typescript,
  'json jsonc json5 jsonl webmanifest': async () => (await script()).json,
  'c h': async () => (await clike()).c,
  'cpp c++ cc cxx hpp arduino': async () => (await clike()).cpp,
  'csharp cs c#': async () => (await clike()).csharp,
  java: async () => (await clike()).java,
  'kotlin kt kts': async () => (await clike()).kotlin,
  'scala sc': async () => (await clike()).scala,
  dart: async () => (await clike()).dart,
  'objectivec objc objective-c': async () => (await clike()).objectiveC,
  'glsl hlsl shader': async () => (await clike()).shader,
  css: async () => (await css()).css,
  scss: async () => (await css()).sCSS,
  less: async () => (await css()).less,
  'xml svg rss xsl xsd plist': async () => (await xml()).xml,
  sql: async () => (await sql()).standardSQL,
  'mysql mariadb': async () => (await sql()).mySQL,
  'postgresql postgres pgsql plpgsql': async () => (await sql()).pgSQL,
  sqlite: async () => (await sql()).sqlite,
  'tsql mssql': async () => (await sql()).msSQL,
  'plsql oracle': async () => (await sql()).plSQL,
  'html htm xhtml vue svelte': async () => (await import('./modes/html.ts')).html,
  php: async () => (await import('./modes/php.ts')).php,
  'markdown md mdx': async () => (await import('./modes/markdown.ts')).markdown,
  'python py py3 python3 pyi': async () =>
    (await import('@codemirror/legacy-modes/mode/python')).python,
  'shell sh bash zsh ksh shellscript shell-session console': async () =>
    (await import('@codemirror/legacy-modes/mode/shell')).shell,
  'powershell ps1 pwsh ps': async () =>
    (await import('@codemirror/legacy-modes/mode/powershell')).powerShell,
  'ruby rb': async () => (await import('@codemirror/legacy-modes/mode/ruby')).ruby,
  'go golang': async () => (await import('@codemirror/legacy-modes/mode/go')).go,
  'rust rs': async () => (await import('@codemirror/legacy-modes/mode/rust')).rust,
  swift: async () => (await import('@codemirror/legacy-modes/mode/swift')).swift,
  'yaml yml': async () => (await import('./modes/yaml.ts')).yaml,
  toml: async () => (await import('@codemirror/legacy-modes/mode/toml')).toml,
  'ini properties conf cfg env dotenv': async () =>
    (await import('@codemirror/legacy-modes/mode/properties')).properties,
  'dockerfile docker containerfile': async () =>
    (await import('@codemirror/legacy-modes/mode/dockerfile')).dockerFile,
  'nginx nginxconf': async () => (await import('@codemirror/legacy-modes/mode/nginx')).nginx,
  'diff patch': async () => (await import('@codemirror/legacy-modes/mode/diff')).diff,
  lua: async () => (await import('@codemirror/legacy-modes/mode/lua')).lua,
  'perl pl': async () => (await import('@codemirror/legacy-modes/mode/perl')).perl,
  r: async () => (await import('@codemirror/legacy-modes/mode/r')).r,
  'julia jl': async () => (await import('@codemirror/legacy-modes/mode/julia')).julia,
  'matlab octave': async () => (await import('@codemirror/legacy-modes/mode/octave')).octave,
  'haskell hs': async () => (await import('@codemirror/legacy-modes/mode/haskell')).haskell,
  'clojure clj cljs edn': async () =>
    (await import('@codemirror/legacy-modes/mode/clojure')).clojure,
  'erlang erl': async () => (await import('@codemirror/legacy-modes/mode/erlang')).erlang,
  elm: async () => (await import('@codemirror/legacy-modes/mode/elm')).elm,
  'fsharp fs f#': async () => (await import('@codemirror/legacy-modes/mode/mllike')).fSharp,
  'ocaml ml': async () => (await import('@codemirror/legacy-modes/mode/mllike')).oCaml,
  'scheme racket rkt lisp': async () =>
    (await import('@codemirror/legacy-modes/mode/scheme')).scheme,
  'groovy gradle': async () => (await import('@codemirror/legacy-modes/mode/groovy')).groovy,
  'vb vbnet visualbasic': async () => (await import('@codemirror/legacy-modes/mode/vb')).vb,
  'pascal delphi': async () => (await import('@codemirror/legacy-modes/mode/pascal')).pascal,
  'latex tex': async () => (await import('@codemirror/legacy-modes/mode/stex')).stex,
  cmake: async () => (await import('@codemirror/legacy-modes/mode/cmake')).cmake,
  'protobuf proto': async () => (await import('@codemirror/legacy-modes/mode/protobuf')).protobuf,
  http: async () => (await import('@codemirror/legacy-modes/mode/http')).http,
};

const byName = new Map<string, () => Promise<Mode>>();
for (const [names, load] of Object.entries(loaders))
  for (const name of names.split(' ')) byName.set(name, load);

const loaded = new Map<() => Promise<Mode>, Promise<Mode | undefined>>();

/** A language by any of its names; `undefined` for one that nobody knows, and for a chunk that cannot be had. */
export function loadLanguage(name: string): Promise<Mode | undefined> {
  const load = byName.get(name.toLowerCase());
  if (!load) return Promise.resolve(undefined);
  const mode = loaded.get(load) ?? load().catch(() => undefined);
  loaded.set(load, mode);
  return mode;
}
