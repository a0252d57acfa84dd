import { assert } from 'chai';
import { readFormula } from '../../src/formulas/read-formula.ts';
import { MarkdownStream } from '../../src/markdown/markdown-stream.ts';
import { markdownStyles } from '../../src/nexevo-chat/styles/markdown-styles.ts';
import { until } from '../mount.ts';

const braces = (n: number, open: string) => `${open.repeat(n)}x${'}'.repeat(n)}`;

/** TeX that wants too much, to run something, to load something, or to stand elsewhere. */
const refused: Readonly<Record<string, string>> = {
  'a macro that calls itself': '\\def\\a{\\a\\a}\\a',
  'a macro bomb': `\\def\\a#1{#1#1#1#1}${'\\a{'.repeat(12)}x${'}'.repeat(12)}`,
  'macros of macros':
    '\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b\\b\\b}\\c\\c\\c\\c\\c',
  'deep fractions': braces(300, '\\frac{1}{'),
  'deep roots': braces(500, '\\sqrt{'),
  'deep powers': braces(900, 'x^{'),
  'deep brackets': `${'\\left('.repeat(300)}x${'\\right)'.repeat(300)}`,
  'too long a sum': 'x_1+'.repeat(2000),
  'a wide table': `\\begin{matrix}${'a&'.repeat(1900)}\\end{matrix}`,
  'a link': '\\href{javascript:alert(1)}{x}',
  'an address': '\\url{https://example.com}',
  'a picture': '\\includegraphics{https://example.com/a.png}',
  'a class': '\\class{frame}{x}',
  'a style': '\\style{position:fixed}{x}',
  'an id': '\\id{x}{y}',
  'a data attribute': '\\data{x=y}{z}',
  HTML: '\\html@mathml{<b>}{x}',
  'a colour with an address': '\\color{url(https://example.com)}x',
  'a colour with a style': '\\textcolor{red;position:fixed}{x}',
  'a label': '\\label{send}\\tag{1} x',
  'a reference': '\\ref{send}',
  'a far shift to the left': '\\hspace{-99em}x',
  'a far kern': '\\kern-9999px x',
  'wrong TeX': '\\frac{1',
  'what Temml stumbles over': '^',
};

describe('Formulas', () => {
  let target: HTMLElement;

  beforeEach(() => {
    target = document.createElement('div');
    target.className = 'markdown';
    document.body.append(target);
  });

  afterEach(() => target.remove());

  it('are MathML, and display math has its source in it', async () => {
    new MarkdownStream(target).end('Let $x^2$ be.\n\n$$ \\frac{a}{b} $$');
    await until(() => target.querySelectorAll('math').length === 2);
    const [inline, block] = target.querySelectorAll('math');
    assert.equal(inline!.namespaceURI, 'http://www.w3.org/1998/Math/MathML');
    assert.equal(inline!.querySelector('msup')?.textContent, 'x2');
    assert.equal(block!.getAttribute('display'), 'block');
    assert.equal(block!.querySelector('annotation')?.textContent, '\\frac{a}{b}');
    assert.equal(target.querySelector('p')?.textContent, 'Let x2 be.');
  });

  it('scroll where they are wider than the text, by keyboard too', async () => {
    document.adoptedStyleSheets.push(markdownStyles.styleSheet!);
    target.style.inlineSize = '200px';
    new MarkdownStream(target).end(`$$ ${'x + '.repeat(60)} y $$\n\nand $${'a = '.repeat(60)}b$`);
    const block = await until(() => target.querySelector<HTMLElement>('div.math:has(math)'));
    await until(() => target.querySelector('span.math math'));
    assert.equal(block.tabIndex, 0);
    await until(() => getComputedStyle(block).overflowX === 'auto');
    assert.isAbove(block.scrollWidth, block.clientWidth);
    assert.isAtMost(target.scrollWidth, 201);
    document.adoptedStyleSheets = [];
  });

  it('are their source as code where the TeX is wrong', async () => {
    new MarkdownStream(target).end('See $\\frac{$ here.\n\n$$\n\\nosuch{x}\n$$');
    await until(() => target.querySelectorAll('code').length === 2);
    const [inline, block] = target.querySelectorAll('code');
    assert.equal(inline!.textContent, '$\\frac{$');
    assert.equal(block!.textContent, '\\nosuch{x}');
    assert.notExists(target.querySelector('math'));
  });

  it('are not seen before they are whole', async () => {
    const stream = new MarkdownStream(target);
    const seen = new Set<string>();
    for (const character of 'Let $x_1 + *y*$ be.\n\n$$ \\frac{a}{b}\n+ c\n$$\n') {
      stream.append(character);
      await Promise.resolve();
      seen.add(target.textContent!);
    }
    // An annotation is text, too, but nobody sees it.
    for (const text of seen) assert.notMatch(text.replace('\\frac{a}{b}\n+ c', ''), /[$_*\\]/);
    stream.end();
    await until(() => target.querySelectorAll('math').length === 2);
  });

  it('keep their element while the text behind them grows', async () => {
    const stream = new MarkdownStream(target);
    stream.append('Let $x$ be');
    const math = await until(() => target.querySelector('math'));
    stream.append(' and **bold** and $y$ so');
    stream.end();
    await until(() => target.querySelectorAll('math').length === 2);
    assert.strictEqual(target.querySelector('math'), math);
  });

  it('leave a language that the site draws itself to it', async () => {
    const blockRenderers = { math: (text: string) => new Text(`drawn: ${text}`) };
    new MarkdownStream(target, { blockRenderers }).end('$$ a $$\n\n```math\nb\n```');
    await until(() => /drawn: +a drawn: b/.test(target.textContent));
    assert.notExists(target.querySelector('math'));
  });

  it('take their time in turns, so that a hundred of them make no long task', async () => {
    const text = '$$ \\sum_{i=0}^n \\frac{a_i}{b_i} \\left( x + \\sqrt{y} \\right) $$\n\n'.repeat(
      100,
    );
    new MarkdownStream(target).end(text);
    await until(() => target.querySelector('math'));
    await until(() => target.querySelectorAll('math').length === 100);
    assert.notExists(target.querySelector('.raw'));
  });

  for (const [name, tex] of Object.entries(refused)) {
    it(`are none of ${name}`, () => {
      assert.isTrue(readFormula(tex, true) === undefined);
    });
  }

  it('keep huge sizes small', () => {
    for (const tex of [
      '\\rule{9999em}{9999em}',
      '\\raisebox{9999pt}{x}',
      '\\kern9999px x',
      '\\Huge\\Huge\\Huge x',
    ]) {
      const formula = readFormula(tex, true)!;
      target.replaceChildren(formula);
      assert.isBelow(formula.getBoundingClientRect().height, 1000, tex);
    }
  });

  it('forget the macros of others', () => {
    readFormula('\\gdef\\mine{1}\\mine', false);
    assert.isTrue(readFormula('\\mine', false) === undefined);
  });
});
