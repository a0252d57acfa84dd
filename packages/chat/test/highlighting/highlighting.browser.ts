import { assert } from 'chai';
import { kinds } from '../../src/highlighting/color-styles.ts';
import { MarkdownStream } from '../../src/markdown/markdown-stream.ts';
import { codeStyles } from '../../src/nexevo-chat/styles/code-styles.ts';
import { markdownStyles } from '../../src/nexevo-chat/styles/markdown-styles.ts';
import { tokens } from '../../src/tokens.ts';
import { until } from '../mount.ts';

const sizeOf = (kind: string) => CSS.highlights.get(`nexevo-${kind}`)?.size ?? 0;
const painted = () => kinds.reduce((sum, kind) => sum + sizeOf(kind), 0);

/** The text of the ranges of a kind. */
function textsOf(kind: string): string[] {
  return [...(CSS.highlights.get(`nexevo-${kind}`) ?? [])].map(
    ({ startContainer, startOffset, endOffset }) =>
      (startContainer as Text).data.slice(startOffset, endOffset),
  );
}

const loadedModes = () =>
  performance.getEntriesByType('resource').filter(({ name }) => name.includes('/mode/')).length;

describe('Code that is coloured', () => {
  let target: HTMLElement;
  let stream: MarkdownStream;

  beforeEach(() => {
    target = document.createElement('div');
    document.body.append(target);
    stream = new MarkdownStream(target);
  });

  afterEach(async () => {
    target.remove();
    await until(() => painted() === 0);
  });

  it('stays one text node without any element', async () => {
    stream.end('```js\nconst answer = "42"; // yes\n```');
    await until(() => textsOf('keyword').includes('const'));
    assert.include(textsOf('string'), '"42"');
    assert.include(textsOf('comment'), '// yes');
    assert.lengthOf([...target.querySelector('code')!.childNodes], 1);
    assert.equal(target.querySelector('code')!.innerHTML, 'const answer = "42"; // yes');
  });

  it('is coloured while it grows, line by line, and keeps a selection', async () => {
    stream.append('```python\ndef first():\n    return 1\n');
    await until(() => textsOf('keyword').includes('def'));
    const text = target.querySelector('code')!.firstChild as Text;
    getSelection()!.setBaseAndExtent(text, 4, text, 9);
    stream.append('def sec');
    for (let count = 0; count < 300; count += 1) stream.append(`x${count} = "a"\n`);
    stream.end();
    await until(() => textsOf('string').length > 5);
    assert.equal(getSelection()!.toString(), 'first');
    assert.strictEqual(getSelection()!.anchorNode, text);
    assert.lengthOf([...target.querySelector('code')!.childNodes], 1);
  });

  it('is released with its element, and painted again when that comes back', async () => {
    stream.end('```js\nlet a = 1;\n```');
    await until(() => painted() > 0);
    target.remove();
    await until(() => painted() === 0);
    document.body.append(target);
    await until(() => painted() > 0);
    stream.set('other text');
    await until(() => painted() === 0);
  });

  it('is painted where it is in view, however long it is', async () => {
    stream.end(`\`\`\`js\n${'let a = "b"; // c\n'.repeat(2000)}\`\`\``);
    await until(() => painted() > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const lines = innerHeight / 10 + 50;
    assert.isBelow(painted(), 4 * lines);
    const text = target.querySelector('code')!.firstChild as Text;
    const first = () =>
      Math.min(...[...CSS.highlights.get('nexevo-keyword')!].map((range) => range.startOffset));
    assert.equal(first(), 0);
    target.lastElementChild!.scrollIntoView({ block: 'end' });
    await until(() => painted() > 0 && first() > text.length / 2);
    assert.isBelow(painted(), 4 * lines);
  });

  it('loads nothing for no language, and no language that nobody knows', async () => {
    const before = loadedModes();
    stream.end(
      '```\nlet a;\n```\n\n```nosuch\nlet a;\n```\n\n    indented\n\n```constructor\nx\n```',
    );
    await import('../../src/highlighting/color-code.ts');
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(loadedModes(), before);
    assert.equal(painted(), 0);
  });
});

describe('The colours of code', () => {
  for (const theme of ['light', 'dark']) {
    it(`read at 4.5:1 on the code's background, ${theme}`, async () => {
      const host = document.createElement('div');
      host.setAttribute('theme', theme);
      document.body.append(host);
      const root = host.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [tokens, markdownStyles, codeStyles].map(
        ({ styleSheet }) => styleSheet!,
      );
      const target = document.createElement('div');
      target.className = 'markdown';
      root.append(target);
      new MarkdownStream(target).end('```js\nlet a = 1;\n```');
      await until(() => painted() > 0);
      const background = rgbOf(getComputedStyle(root.querySelector('.code')!).backgroundColor);
      const code = root.querySelector('code')!;
      const seen = new Set<string>();
      for (const kind of kinds) {
        const { color } = getComputedStyle(code, `::highlight(nexevo-${kind})`);
        seen.add(color);
        const ratio = contrast(rgbOf(color), background);
        assert.isAtLeast(ratio, 4.5, `${kind} ${color} on ${background}`);
      }
      assert.isAtLeast(seen.size, 6);
      host.style.setProperty('--nexevo-code-keyword', 'rgb(1, 2, 3)');
      assert.equal(getComputedStyle(code, '::highlight(nexevo-keyword)').color, 'rgb(1, 2, 3)');
      host.remove();
      await until(() => painted() === 0);
    });
  }
});

/** Any colour as the browser paints it. */
function rgbOf(color: string): readonly number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
