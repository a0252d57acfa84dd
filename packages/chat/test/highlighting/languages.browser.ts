import { assert } from 'chai';
import { ColoredCode } from '../../src/highlighting/colored-code.ts';
import { loadLanguage } from '../../src/highlighting/languages.ts';
import { LineReader } from '../../src/highlighting/line-reader.ts';

const names =
  'js javascript jsx mjs ts typescript tsx py python sh bash zsh shell console powershell ps1 json jsonc yml yaml toml ini env html vue xml svg css scss less sql mysql postgres sqlite c cpp c++ csharp cs c# java kotlin kt scala dart objc go golang rust rs ruby rb php swift lua perl pl r julia matlab haskell hs clojure erlang elm fsharp ocaml scheme groovy vb pascal latex tex markdown md dockerfile docker nginx cmake protobuf http diff patch JSON';

/** A line of each language with a word or a string that has a colour. */
const samples: Readonly<Record<string, string>> = {
  js: 'const a = "b";',
  ts: 'interface A { b: string }',
  py: 'def a(): return None',
  bash: 'for a in b; do echo "c"; done',
  json: '{ "a": true }',
  yaml: 'a: "b"',
  html: '<p class="a">b</p>',
  css: 'a { color: #fff }',
  sql: 'SELECT * FROM a',
  php: '$a = function () { return 1; };',
  rust: 'fn main() {}',
  go: 'func main() {}',
  java: 'public class A {}',
  csharp: 'public class A {}',
  cpp: '#include <a>',
  diff: '+ a',
  md: '# Title',
  dockerfile: 'FROM node:24',
};

/** Code that makes readers slow or lost, each as long as asked. */
const hostile: Readonly<Record<string, (length: number) => string>> = {
  'open brackets': (n) => '('.repeat(n),
  'open brackets on lines': (n) => '(((([[[[{{{{\n'.repeat(n / 13),
  'comments without end': (n) => '/*\n'.repeat(n / 3),
  'templates in templates': (n) => '`${'.repeat(n / 3),
  'templates on lines': (n) => '`${\n'.repeat(n / 4),
  'quotes and backslashes': (n) => '"\\'.repeat(n / 2),
  'one word': (n) => 'a'.repeat(n),
  spaces: (n) => `a${' '.repeat(n)}b`,
  tags: (n) => '<a b="'.repeat(n / 6),
  'less-than signs': (n) => '<<EOF\n'.repeat(n / 6),
  slashes: (n) => 'a = /[/\n'.repeat(n / 8),
  arrows: (n) => '(a, b => (c,\n'.repeat(n / 13),
  'type arguments': (n) => 'a<b<c<\n'.repeat(n / 7),
  lines: (n) => 'const a = "b"; // c\n'.repeat(n / 20),
};

/** Lines that can be taken apart in very many ways, each as long as asked, and how long. */
const dearLines: readonly (readonly [string, (length: number) => string, number])[] = [
  ['yaml', (n) => `${' '.repeat(n)}!`, 450],
  ['yaml', (n) => `a${' '.repeat(n)}!`, 450],
  ['yaml', (n) => `"a"${' '.repeat(n)}#a: `, 450],
  ['yaml', (n) => `"a"${' '.repeat(n)}b#c: `, 450],
  ['yaml', (n) => `{a${' '.repeat(n)}#${' '.repeat(n)}: `, 450],
  ['cmake', (n) => `${'('.repeat(n)}${' '.repeat(n)}`, 500],
];

describe('Languages', () => {
  it('are at least twenty-five, under all their usual names', async () => {
    const modes = new Set<unknown>();
    for (const name of names.split(' ')) {
      const mode = await loadLanguage(name);
      assert.exists(mode, name);
      modes.add(mode);
    }
    assert.isAtLeast(modes.size, 25);
  });

  it('are not found where nobody knows them', async () => {
    for (const name of ['', 'nosuch', 'constructor', '__proto__', 'text', 'plaintext'])
      assert.notExists(await loadLanguage(name), name);
  });

  for (const [name, line] of Object.entries(samples)) {
    it(`colour a line of ${name}`, async () => {
      const reader = new LineReader((await loadLanguage(name))!);
      assert.isNotEmpty(reader.read(line));
      for (const [start, end] of reader.read(line)) assert.isBelow(start, end);
    });
  }

  for (const [name, make, length] of dearLines) {
    const line = make(length);
    it(`read ${name}, such as ${line.replace(/(.)\1+/g, '$1…')}, in little time`, async () => {
      const reader = new LineReader((await loadLanguage(name))!);
      const start = performance.now();
      let read = 0;
      // All of them take a tenth of this at most; with one way tried after another YAML takes minutes, CMake a quarter of one.
      while (read < 100 && performance.now() - start < 2000) {
        reader.read(line);
        read += 1;
      }
      assert.equal(read, 100);
    });
  }

  it('know the key of a line, and the text below it', async () => {
    const reader = new LineReader((await loadLanguage('yaml'))!);
    const partsOf = (line: string) =>
      reader.read(line).map(([start, end]) => line.slice(start, end).trim());
    assert.deepEqual(partsOf('  - key: "a"    # b: c'), ['-', 'key', ':', '"a"', '# b: c']);
    assert.deepEqual(partsOf('  "a b": |'), ['"a b"', ': |']);
    assert.deepEqual(partsOf('    # no comment'), ['# no comment']);
    assert.deepEqual(partsOf('    : no key'), [': no key']);
    assert.deepEqual(partsOf(`${' '.repeat(200)}deep: 1`), ['deep: 1']);
    assert.deepEqual(partsOf('  # a comment'), ['# a comment']);
    assert.deepEqual(partsOf(`${' '.repeat(200)}deep: 1`), ['deep', ':', '1']);
  });

  it('keep to the script and the style of a page, and come out of them', async () => {
    const reader = new LineReader((await loadLanguage('html'))!);
    const kindsOf = (line: string) =>
      reader.read(line).map(([start, end]) => line.slice(start, end));
    assert.include(kindsOf('<script>let a = 1;</script><b>let</b>'), 'let');
    assert.notInclude(kindsOf('let it be'), 'let');
    assert.include(kindsOf('<style> a { color: red } </style>').join(), 'color');
    assert.notInclude(kindsOf('color: red').join(), 'color');
  });
});

describe('Reading code', () => {
  const { now } = performance;
  /** From now on each look at the clock takes as long as this says, in milliseconds. */
  const slowDown = (took: () => number) => {
    let time = 0;
    performance.now = () => {
      time += took();
      return time;
    };
  };

  afterEach(() => {
    performance.now = now;
  });

  it('rests when its time is over, and goes on from there', async () => {
    const code = new ColoredCode(new Text('let a = 1;\n'.repeat(3000)));
    code.mode = await loadLanguage('js');
    code.whole = true;
    slowDown(() => 0.1);
    let slices = 0;
    for (; code.unread; slices += 1) code.read(performance.now() + 1);
    assert.approximately(slices, 300, 100);
  });

  it('goes on after a line or two for which the machine was busy, and not after more', async () => {
    for (const [busy, lines] of [
      [2, 3000],
      [3, 3],
    ] as const) {
      const code = new ColoredCode(new Text('let a = 1;\n'.repeat(3000)));
      code.mode = await loadLanguage('js');
      code.whole = true;
      let looks = 0;
      slowDown(() => {
        looks += 1;
        return looks > 1 && looks <= 1 + busy ? 30 : 0.01;
      });
      code.read(Number.POSITIVE_INFINITY);
      assert.equal(looks - 1, lines);
      assert.isFalse(code.unread);
    }
  });

  it('reads a line only when it is complete', async () => {
    const text = new Text('let a');
    const code = new ColoredCode(text);
    code.mode = await loadLanguage('js');
    assert.isFalse(code.unread);
    text.appendData(' = 1;\nlet b');
    assert.isTrue(code.unread);
    code.read(performance.now() + 50);
    assert.isFalse(code.unread);
    code.whole = true;
    assert.isTrue(code.unread);
  });

  for (const [name, make] of Object.entries(hostile)) {
    it(`stays bounded for ${name}`, async () => {
      for (const language of ['ts', 'cpp', 'bash', 'html', 'css', 'md', 'php', 'py']) {
        const code = new ColoredCode(new Text(make(50_000)));
        code.mode = await loadLanguage(language);
        code.whole = true;
        // What tries one way after another within a line would not come to an end.
        while (code.unread) code.read(performance.now() + 8);
      }
    }).timeout(60_000);
  }
});
