import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { tests } from 'commonmark-spec';
import { loadEntities } from '../../src/markdown/entities.ts';
import { specHtml } from './spec-html.ts';

/** What GitHub's Markdown reads in another way than CommonMark, by the number of the example. */
const different: Record<number, string> = {
  // Addresses are links without angle brackets, too.
  608: '<p>&lt; <a href="https://foo.bar">https://foo.bar</a> &gt;</p>\n',
  611: '<p><a href="https://example.com">https://example.com</a></p>\n',
  612: '<p><a href="mailto:foo@bar.example.com">foo@bar.example.com</a></p>\n',
};

describe('CommonMark', () => {
  before(loadEntities);

  for (const { number, section, markdown: source, html } of tests) {
    it(`reads example ${number} (${section})`, () => {
      assert.equal(specHtml(tabs(source)), different[number] ?? tabs(html));
    });
  }

  it('takes no escaped bracket for the end of a label', () => {
    assert.equal(specHtml('[a\\]: /b'), '<p>[a]: /b</p>\n');
  });

  it('takes a byte order mark for no text', () => {
    assert.equal(specHtml('\ufeff# Title\n', [1, 2]), '<h1>Title</h1>\n');
  });
});

/** The specification shows a tab as an arrow. */
function tabs(text: string): string {
  return text.replaceAll('→', '\t');
}
