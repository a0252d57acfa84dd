import { assert } from 'chai';
import { loadEntities } from '../../src/markdown/entities.ts';
import { safeHref } from '../../src/markdown/links.ts';
import { MarkdownStream } from '../../src/markdown/markdown-stream.ts';
import { loadRareSyntax } from '../../src/markdown/rare-syntax.ts';

/** Examples that show otherwise on purpose. */
const different = {
  'raw HTML is text': [
    21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164,
    165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183,
    184, 185, 186, 187, 188, 189, 190, 191, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536,
    613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630, 631, 642, 643,
  ],
  'plain addresses are links, as on GitHub': [608, 611, 612],
  'addresses are written as the URL parser writes them, brackets bare': [526, 538, 603],
};

/** The examples of the package's text: it reads them from a file, which a browser cannot. */
async function readExamples(): Promise<{ number: number; source: string; html: string }[]> {
  const text = await (await fetch('/node_modules/commonmark-spec/spec.txt')).text();
  const examples = text
    .replace(/^<!-- END TESTS -->[\s\S]*/m, '')
    .matchAll(/^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$/gm);
  return [...examples].map(([, source, html], index) => ({
    number: index + 1,
    source: source!.replaceAll('→', '\t'),
    html: html!.replaceAll('→', '\t'),
  }));
}

/** The specification's HTML as the chat shows it: smaller headings, safe links, no pictures. */
function expected(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const image of body.querySelectorAll('img')) {
    const link = document.createElement('a');
    link.setAttribute('href', image.getAttribute('src')!);
    link.textContent = image.alt || decodeURI(image.getAttribute('src')!);
    image.replaceWith(link);
  }
  for (const link of body.querySelectorAll('a')) {
    const href = safeHref(link.getAttribute('href') ?? '');
    if (href) link.replaceChildren(...link.childNodes);
    link.removeAttribute('title');
    if (href) link.setAttribute('href', href);
    else link.replaceWith(...link.childNodes);
  }
  for (const title of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const smaller = document.createElement(`h${Math.min(6, Number(title.localName[1]) + 2)}`);
    smaller.append(...title.childNodes);
    title.replaceWith(smaller);
  }
  for (const code of body.querySelectorAll('pre code')) {
    code.textContent = code.textContent!.replace(/\n$/, '');
    code.removeAttribute('class');
  }
  return comparable(body);
}

/** What the chat shows, without what only it has. */
function actual(source: string): string {
  const target = document.createElement('div');
  new MarkdownStream(target).end(source);
  for (const block of target.querySelectorAll('.code')) {
    const pre = block.querySelector('pre')!;
    pre.removeAttribute('tabindex');
    block.replaceWith(pre);
  }
  for (const link of target.querySelectorAll('a')) {
    link.removeAttribute('target');
    link.removeAttribute('rel');
  }
  for (const span of target.querySelectorAll('span')) span.replaceWith(...span.childNodes);
  for (const text of target.querySelectorAll('.tight > li > p'))
    text.replaceWith(...text.childNodes);
  for (const list of target.querySelectorAll('ul, ol')) list.removeAttribute('class');
  return comparable(target);
}

/** White space around blocks and behind line breaks shows nothing. */
function comparable(root: HTMLElement): string {
  root.normalize();
  return root.innerHTML
    .replace(/<br>\n/g, '<br>')
    .replace(/\s*(<\/?(?:p|ul|ol|li|blockquote|h[1-6]|hr|pre)\b[^>]*>)\s*/g, '$1')
    .trim();
}

describe('CommonMark on the page', () => {
  before(() => Promise.all([loadEntities(), loadRareSyntax()]));

  it('shows every example as the specification says, but for the listed ones', async () => {
    const examples = await readExamples();
    assert.lengthOf(examples, 652);
    const failed = examples.filter(({ source, html }) => actual(source) !== expected(html));
    const numbers = failed.map(({ number }) => number);
    assert.deepEqual(
      numbers,
      Object.values(different)
        .flat()
        .sort((a, b) => a - b),
    );
  });
});
