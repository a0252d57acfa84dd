import { assert } from 'chai';
import fc from 'fast-check';
import { loadEntities } from '../../src/markdown/entities.ts';
import { MarkdownStream } from '../../src/markdown/markdown-stream.ts';
import { loadRareSyntax } from '../../src/markdown/rare-syntax.ts';
import { corpus } from './corpus.ts';

async function whole(text: string): Promise<string> {
  const target = document.createElement('div');
  new MarkdownStream(target).end(text);
  return shape(target);
}

async function streamed(text: string, cuts: readonly number[]): Promise<string> {
  const target = document.createElement('div');
  const stream = new MarkdownStream(target);
  let from = 0;
  for (const to of cuts) {
    stream.append(text.slice(from, to));
    from = to;
  }
  stream.append(text.slice(from));
  stream.end();
  return shape(target);
}

/** What is on the page with its formulas; where one text ends and the next begins makes no difference. */
async function shape(target: Element): Promise<string> {
  while (target.querySelector('.raw.math')) await new Promise((resolve) => setTimeout(resolve));
  target.normalize();
  return target.innerHTML;
}

const cutsOf = (text: string) =>
  fc
    .array(fc.nat({ max: text.length }), { maxLength: 12 })
    .map((cuts) => cuts.sort((a, b) => a - b));

const fragments = fc.constantFrom(
  ...[
    'a',
    'b c',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    '    ',
    '*',
    '**',
    '***',
    '_',
    '__',
    '~~',
    '~',
    '`',
    '``',
    '```',
    '\n```\n',
    '~~~',
  ],
  ...[
    '[',
    ']',
    '![',
    '](',
    ')',
    '(',
    '[a]',
    '[a]: /u',
    '\n[a]: https://a.b "t"\n',
    '[^1]',
    '\n[^1]: n\n',
    '<',
    '>',
    '\n> ',
    '<b>',
    '</b>',
    '<sub>',
    '</sub>',
    '<!--',
    '-->',
    '<div>',
  ],
  ...[
    '\n- ',
    '\n* ',
    '\n1. ',
    '\n2) ',
    '\n  - ',
    '# ',
    '\n## ',
    '\n---\n',
    '\n===\n',
    '|',
    '\n| a | b |\n',
    '|--|:-:|\n',
    '\n|-|\n',
    '\\',
    '&amp;',
    '&',
    '&copy',
    ';',
    '&#35;',
  ],
  ...[
    'https://a.b/c',
    'www.a.b',
    'a@b.c',
    '.',
    ':',
    '!',
    '"',
    '$$',
    '\n$$\n',
    '$',
    '$x$',
    '$5 ',
    '$$y$$',
    '\\(',
    '\\)',
    '\\(z_1\\)',
    '\n\\[',
    '\\]',
    '\n\\[\n',
    '\n\\]\n',
    '\\frac{',
    'x=1',
    '- [ ] ',
    '- [x] x',
    '\u00a0',
    '\u200b',
    '\ud83d\ude00',
    '\ud83d',
    '\u202e',
    '\0',
    'word '.repeat(60),
  ],
);

describe('A Markdown stream', () => {
  before(() => Promise.all([loadEntities(), loadRareSyntax()]));

  it('ends the same for any split of known texts', async () => {
    for (const text of corpus) {
      const expected = await whole(text);
      assert.equal(
        await streamed(
          text,
          [...text].map((_, index) => index),
        ),
        expected,
        'one by one',
      );
      await fc.assert(
        fc.asyncProperty(cutsOf(text), async (cuts) => {
          assert.equal(await streamed(text, cuts), expected);
        }),
        { numRuns: 20 },
      );
    }
  }).timeout(60_000);

  it('ends the same for any split of anything', async () => {
    const texts = fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(
        texts.chain((text) => fc.tuple(fc.constant(text), cutsOf(text))),
        async ([text, cuts]) => {
          const expected = await whole(text);
          assert.equal(await streamed(text, cuts), expected);
          assert.equal(
            await streamed(
              text,
              [...text].map((_, index) => index),
            ),
            expected,
          );
        },
      ),
      { numRuns: 1000 },
    );
  }).timeout(60_000);
});
