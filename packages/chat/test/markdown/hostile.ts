/** Texts that make parsers slow, deep or wrong, each as long as asked. */
export const hostile: Readonly<Record<string, (length: number) => string>> = {
  'open brackets': repeat('['),
  'closed brackets': repeat('[a]'),
  'nested brackets': (n) => '['.repeat(n / 2) + ']'.repeat(n / 2),
  'links in links': repeat('[a](b'),
  'titles without end': repeat('[a](b "'),
  'nested links': (n) => '['.repeat(n / 2) + '](x)'.repeat(n / 8),
  definitions: (n) => lines(n, (i) => `[a${i}]: /b`),
  'references before definitions': (n) =>
    `${lines(n / 2, (i) => `[a${i}]`)}\n${lines(n / 2, (i) => `[a${i}]: /b\n`)}`,
  'references to nothing': repeat('[a][b]'),
  'escapes behind a bracket': (n) => `[${'\\alpha '.repeat(n / 7)}`,
  footnotes: (n) => lines(n, (i) => `[^${i}]: x[^${i + 1}]`),
  stars: repeat('*'),
  'stars and words': repeat('*a '),
  'stars in words': repeat('a*b_'),
  'mixed emphasis': repeat('*a **b _c '),
  'closers without openers': repeat('a** '),
  tildes: repeat('~a~~b'),
  backticks: repeat('`'),
  'backticks of all lengths': (n) => {
    let text = '';
    for (let i = 1; text.length < n; i += 1) text += `${'`'.repeat(i)} `;
    return text;
  },
  'less-than signs': repeat('<'),
  'open tags': repeat('<a b="'),
  'comments without end': repeat('<!-- '),
  'instructions without end': repeat('<? '),
  'declarations without end': repeat('<!A '),
  'safe tags': repeat('<sub>*a [b'),
  'deep quotes': repeat('>'),
  'deep lists': repeat('- '),
  numbers: repeat('1. > '),
  staircase: (n) => {
    let text = '';
    for (let i = 0; text.length < n; i += 1) text += `${' '.repeat(2 * i)}- a\n`;
    return text;
  },
  'staircase of quotes': (n) => {
    let text = '';
    for (let i = 1; text.length < n; i += 1) text += `${'>'.repeat(i % 200)} a\n`;
    return text;
  },
  hashes: repeat('# #'),
  dashes: repeat('-'),
  'dashes and a letter': (n) => `${'- '.repeat(n / 2)}x`,
  spaces: (n) => `a${' '.repeat(n)}b`,
  tabs: repeat('\t'),
  pipes: (n) => `|a\n|-\n${'|'.repeat(n)}`,
  'delimiter row': (n) => `${'a|'.repeat(n / 4)}\n${'-|'.repeat(n / 4)}x`,
  'delimiter row with a gap': (n) => `a\n-${' '.repeat(n)}x`,
  'wide table': (n) => `${'|a'.repeat(n / 8)}\n${'|-'.repeat(n / 8)}\n${'|b\n'.repeat(20)}`,
  entities: repeat('&amp;&nosuch;&#'),
  'mail addresses': repeat('a.b@'),
  'mail addresses that are none': repeat('a@b.c-'),
  addresses: repeat('https://a.b/)'),
  'brackets in an address': (n) => `https://a.b/${')'.repeat(n)}`,
  'entities in an address': (n) => `https://a.b/${'&a;'.repeat(n / 3)}`,
  www: repeat('www.'),
  backslashes: repeat('\\'),
  nulls: repeat('\0'),
  'lone surrogates': repeat('\ud83d*\udc00_'),
  'bidirectional overrides': repeat('\u202e*a\u2066'),
  'zero width': repeat('\u200b\u200d*'),
  'carriage returns': repeat('\r'),
  'line ends': repeat('a\n'),
  'one word': repeat('a'),
  'open fence': (n) => `\`\`\`\n${'a\n'.repeat(n / 2)}`,
  math: repeat('$$\n'),
  dollars: repeat('$'),
  'dollars and words': repeat('$a '),
  prices: repeat('$5 '),
  'formulas without end': repeat('\\(a'),
  'displays without end': repeat('\\[a^2\n\n'),
  'escaped dollars': repeat('$\\$'),
  'dollars and spaces': (n) => `$a${' '.repeat(n)}b$`,
  'formulas and more formulas': repeat('$$a$ '),
  'words in formulas': (n) => `${'\\(ab '.repeat(n / 5)}\\)`,
  'many formulas': repeat('$x$ '),
};

function repeat(text: string) {
  return (length: number) => text.repeat(length / text.length);
}

function lines(length: number, line: (index: number) => string): string {
  let text = '';
  for (let index = 0; text.length < length; index += 1) text += `${line(index)}\n`;
  return text;
}
