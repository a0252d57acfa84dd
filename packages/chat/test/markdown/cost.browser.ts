import { assert } from 'chai';
import { MarkdownStream } from '../../src/markdown/markdown-stream.ts';
import { hostile } from './hostile.ts';

const words = 'some words, **bold** or `code`, of a [reply](https://example.com) that goes on. ';

/** One block that grows and grows. */
const shapes: Readonly<Record<string, (length: number) => string>> = {
  'code block': (length) => `\`\`\`js\n${'const answer = 42; // yes\n'.repeat(length / 26)}`,
  list: (length) => `- ${words}\n`.repeat(length / 81),
  table: (length) => `| a | b |\n|---|---|\n${`| **one** | ${words} |\n`.repeat(length / 97)}`,
  paragraph: (length) => words.repeat(length / 79),
  'paragraph of lines': (length) => `${words}\n`.repeat(length / 80),
  'nested quote': (length) => `> > > > ${words}\n`.repeat(length / 88),
};

function stream(text: string, size: number): MarkdownStream {
  const markdown = new MarkdownStream(document.createElement('div'));
  for (let at = 0; at < text.length; at += size) markdown.append(text.slice(at, at + size));
  markdown.end();
  return markdown;
}

describe('What Markdown costs', () => {
  for (const [name, make] of Object.entries(shapes)) {
    it(`grows with the length of a ${name}, not with its square`, () => {
      const short = stream(make(8000), 8).scanned;
      const long = stream(make(32_000), 8).scanned;
      assert.isAtMost(long / short, 4.4, `${short} and ${long} characters`);
    });
  }

  for (const [name, make] of Object.entries(hostile)) {
    it(`stays bounded for ${name}`, () => {
      const short = stream(make(5000), 100).scanned;
      const long = stream(make(20_000), 100).scanned;
      assert.isAtMost(long, Math.max(5 * short, 40 * 20_000), `${short} and ${long} characters`);
      new MarkdownStream(document.createElement('div')).end(make(100_000));
    });
  }

  it('takes a reply of a megabyte', () => {
    const target = document.createElement('div');
    new MarkdownStream(target).end(`${words}\n\n- ${words}\n\n`.repeat(6300));
    assert.isAbove(target.querySelectorAll('p').length, 12_000);
  });

  it('takes quotes ten thousand deep, and lists', () => {
    const target = document.createElement('div');
    new MarkdownStream(target).end(`${'>'.repeat(10_000)} deep\n\n${'- '.repeat(10_000)}deep`);
    assert.isAtMost(target.querySelectorAll('blockquote, ul').length, 200);
    assert.include(target.textContent, 'deep');
  });
});
