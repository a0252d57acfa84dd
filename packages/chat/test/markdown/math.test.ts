import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { specHtml } from './spec-html.ts';

/** The formulas of a paragraph, with their marks. */
function formulas(source: string): string[] {
  return [...specHtml(source).matchAll(/<math>([\s\S]*?)<\/math>/g)].map(([, text]) => text!);
}

/** The blocks of math there are, with the source in them. */
function blocks(source: string): string[] {
  const found = specHtml(source).matchAll(/<code class="language-math">([\s\S]*?)<\/code>/g);
  return [...found].map(([, text]) => text!.trim());
}

describe('Formulas in a text', () => {
  it('stand between dollars, and between the marks that models write', () => {
    assert.deepEqual(formulas('let $x^2$ and \\(y_1\\) be.'), ['$x^2$', '\\(y_1\\)']);
    assert.deepEqual(formulas('so $$a=b$$ or \\[c=d\\] holds'), ['$$a=b$$', '\\[c=d\\]']);
    assert.deepEqual(formulas('(*$x$*), **$y$**, $n$-th, $\\$5$'), ['$x$', '$y$', '$n$', '$\\$5$']);
    assert.deepEqual(formulas('over $a\n= b$ lines'), ['$a\n= b$']);
  });

  it('take nothing of what is in them for emphasis or code', () => {
    assert.deepEqual(formulas('$a_1 * b_2 * c_3$ and \\(x*y*z\\)'), [
      '$a_1 * b_2 * c_3$',
      '\\(x*y*z\\)',
    ]);
  });

  for (const text of [
    'costs $5 and $10',
    'costs $5 and 10$ more',
    'from US$5 to US$10',
    'between 5$ and 10$',
    '$20,000–$30,000, $1.5M or $2M',
    '$HOME and $PATH',
    'echo $HOME/bin:$PATH',
    '`$a$` and `$b`$',
    'a \\$x$ b',
    '$ x $ and $x $',
    'is it (\\(see above\\)) or \\[not a link](/foo)?',
    '$$ is a lot of money $$',
    'a $$ b',
    'one $ sign',
    '\\(\\) \\[\\] $$$$',
    'https://a.b/$x$',
  ]) {
    it(`are not seen in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(formulas(text), []);
      assert.deepEqual(blocks(text), []);
    });
  }

  it('do not begin with a price that stands before them', () => {
    assert.deepEqual(formulas('costs $5 and $10, with $x$ pieces'), ['$x$']);
  });
});

describe('Blocks of math', () => {
  for (const [source, ...expected] of [
    ['$$\nx\n$$', 'x'],
    ['$$ x^2 $$', 'x^2'],
    ['text\n\\[ x=1 \\]\nmore', 'x=1'],
    [
      '\\[\n\\begin{aligned}\n- a &= b\n\nc\n\\end{aligned}\n\\]',
      '\\begin{aligned}\n- a &amp;= b\n\nc\n\\end{aligned}',
    ],
    ['$$x =\ny$$.\nend', 'x =\ny.'],
    ['\\[ \\int\n= 2 \\]\n\n$$\ny\n$$', '\\int\n= 2', 'y'],
    ['- item\n  $$\n  x\n  $$\n- next', 'x'],
    ['> \\[\n> x\n> \\]', 'x'],
    ['```math\n\\frac12\n```', '\\frac12'],
  ] as const) {
    it(`are read from ${JSON.stringify(source)}`, () => {
      assert.deepEqual(blocks(source), expected);
    });
  }

  it('do not swallow a text that only begins like one', () => {
    assert.deepEqual(blocks('$$ cheap\n\n# Title'), []);
    assert.deepEqual(blocks('\\[not a link](/foo)\n\n# Title'), []);
    assert.match(specHtml('$$x$$ where x is one\n\ntext'), /<math>\$\$x\$\$<\/math> where/);
  });
});
