import { assert } from 'chai';
import { MarkdownStream } from '../src/markdown/markdown-stream.ts';
import { loadRareSyntax } from '../src/markdown/rare-syntax.ts';
import { en } from '../src/messages/en.ts';
import type { NexevoChatMarkdown } from '../src/nexevo-chat/markdown-view.ts';
import { markdownStyles } from '../src/nexevo-chat/styles/markdown-styles.ts';
import '../src/define.ts';
import { until } from './mount.ts';

async function show(text: string, { streaming = false } = {}): Promise<NexevoChatMarkdown> {
  const view = document.createElement('nexevo-chat-markdown') as NexevoChatMarkdown;
  Object.assign(view, { text, streaming, strings: en.chat });
  document.body.append(view);
  await until(
    () =>
      view.querySelector('.markdown > :not(.raw), .markdown > .raw:not(:only-child)') ||
      isRaw(view),
  );
  await view.updateComplete;
  return view;
}

const isRaw = (view: Element) => view.querySelector('.raw')?.textContent !== undefined;

describe('Markdown', () => {
  afterEach(() => {
    document.body.querySelector('nexevo-chat-markdown')?.remove();
    Reflect.deleteProperty(globalThis, 'hacked');
  });

  it('styles a table where the page learned of tables before this text stood on it', async () => {
    await loadRareSyntax();
    const target = document.createElement('div');
    const stream = new MarkdownStream(target);
    const root = document.createElement('div').attachShadow({ mode: 'open' });
    root.append(target);
    stream.append('| A |\n| - |\n| 1 |\n\nText');
    assert.exists(root.querySelector('table'));
    assert.isNotEmpty(root.adoptedStyleSheets);
  });

  it('shows nobody a heading without words, where a reply broke off after its marks', async () => {
    const view = await show('Before.\n\n## ');
    const root = document.createElement('div');
    document.body.append(root);
    const shadow = root.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [markdownStyles.styleSheet!];
    shadow.append(view);
    assert.isFalse(view.querySelector('h4')?.checkVisibility());
    view.text += 'Words';
    await view.updateComplete;
    assert.isTrue(view.querySelector('h4')?.checkVisibility());
    root.remove();
  });

  it('shows raw HTML as text and runs none of it', async () => {
    const view = await show(
      [
        '<script>globalThis.hacked = 1</script>',
        '<img src="x" onerror="globalThis.hacked = 1">',
        'Text <svg onload="globalThis.hacked = 1"></svg> <iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
        '<style>* { display: none }</style>',
      ].join('\n\n'),
    );
    await until(() => view.querySelectorAll('.raw').length > 1);
    assert.include(view.textContent, 'onerror=');
    assert.notExists(view.querySelector('script, img, svg[onload], iframe, style'));
    assert.notProperty(globalThis, 'hacked');
  });

  it('makes no link of an address that could run something', async () => {
    const addresses = [
      'javascript:globalThis.hacked=1',
      'JAVASCRIPT:globalThis.hacked=1',
      '&#106;avascript:globalThis.hacked=1',
      'javascript&colon;globalThis.hacked=1',
      'java%0ascript:globalThis.hacked=1',
      '<java\tscript:globalThis.hacked=1>',
      'data:text/html;base64,PHNjcmlwdD4=',
      'vbscript:x',
    ];
    const view = await show(addresses.map((address) => `[go](${address}) end`).join('\n\n'));
    await until(() => view.querySelectorAll('p').length >= addresses.length);
    assert.deepEqual([...view.querySelectorAll('a')], []);
  });

  it('opens links in a new tab without telling where from', async () => {
    const view = await show('See [the docs](https://example.com/?a=1&amp;b=2 "title").');
    const link = await until(() => view.querySelector('a'));
    assert.equal(link.href, 'https://example.com/?a=1&b=2');
    assert.equal(link.rel, 'noopener noreferrer nofollow');
    assert.equal(link.target, '_blank');
  });

  it('makes a link of a picture, and fetches nothing', async () => {
    const view = await show('![A chart](https://example.com/chart.png)');
    const link = await until(() => view.querySelector('a'));
    assert.equal(link.textContent, 'A chart');
    assert.notExists(view.querySelector('img'));
  });

  it('shows pictures of the hosts the site trusts, and tells them nothing', async () => {
    const view = await show(
      `![A](${location.origin}/a.png) ![B](https://other.example/b.png) ![C](data:image/png;base64,AA)`,
    );
    view.imageHosts = [location.host];
    const image = await until(() => view.querySelector('img'));
    assert.equal(image.alt, 'A');
    assert.equal(image.loading, 'lazy');
    assert.equal(image.referrerPolicy, 'no-referrer');
    assert.lengthOf([...view.querySelectorAll('img')], 1);
    assert.include(view.textContent, 'B');
  });

  it('lets the site draw a language itself, once the block is complete', async () => {
    const view = await show('```chart\n1 2 3\n```\n\nend', { streaming: true });
    view.blockRenderers = { chart: (text) => new Text(`drawn: ${text}`) };
    await until(() => view.textContent?.includes('drawn: 1 2 3'));
    assert.notExists(view.querySelector('pre'));
  });

  it('shows the source of what the site cannot draw, and all that follows', async () => {
    const { error } = console;
    const told: unknown[][] = [];
    console.error = (...line) => told.push(line);
    const view = await show('```chart\n1 2\n```\n\nend', { streaming: true });
    view.blockRenderers = {
      chart: () => {
        throw new Error('no such chart');
      },
    };
    await until(() => told.length > 0);
    await view.updateComplete;
    console.error = error;
    assert.match(String(told[0]![0]), /blockRenderers/);
    assert.equal(view.querySelector('pre')?.textContent, '1 2');
    assert.equal(view.querySelector('p')?.textContent, 'end');
  });

  it('wraps the lines of code when asked', async () => {
    const view = await show('```\na long line\n```');
    const button = await until(() => view.querySelector<HTMLElement>('[aria-pressed]'));
    button.click();
    await until(() => button.ariaPressed === 'true');
    assert.exists(view.querySelector('.code.wrapped pre[tabindex="0"]'));
  });

  it('numbers footnotes in the order they are met, and lists them at the end', async () => {
    const view = await show('a[^x] b[^1]\n\n[^1]: one\n[^x]: two\n[^z]: never met');
    await until(() => view.querySelectorAll('.notes li').length === 2);
    const numbers = [...view.querySelectorAll('sup button')].map((button) => button.textContent);
    assert.deepEqual(numbers, ['1', '2']);
    assert.equal(view.querySelector('.notes')?.textContent, 'twoone');
  });

  it('knows all of HTML’s character references, which it loads when one is needed', async () => {
    const view = await show('&CounterClockwiseContourIntegral; &amp; &nosuch;');
    await until(() => view.textContent?.includes('∳ & &nosuch;'));
  });

  it('renders tables, lists, tasks and code', async () => {
    const view = await show(
      '| a | b |\n|:-|-:|\n| 1 | 2 |\n\n3. x\n4. y\n\n- [x] done\n\n```js\nlet a = "<b>";\n```',
    );
    await until(() => view.querySelector('pre'));
    assert.equal(view.querySelectorAll('td').length, 2);
    const { role, ariaLabelledByElements } = view.querySelector('.table')!;
    assert.equal(role, 'group');
    assert.deepEqual(ariaLabelledByElements, [view.querySelector('thead')!]);
    assert.equal(view.querySelector('ol')?.start, 3);
    assert.include(view.querySelector('ul')?.textContent, '☑');
    assert.equal(view.querySelector('pre')?.textContent, 'let a = "<b>";');
    assert.include(view.querySelector('.code-bar')?.textContent, 'js');
  });

  it('keeps the elements of settled blocks while text streams in', async () => {
    const view = await show('First paragraph.\n\nSecond', { streaming: true });
    const first = await until(() => view.querySelector('p:not(.raw)'));
    view.text += ' paragraph.\n\n- a list';
    await view.updateComplete;
    view.text += '\n- of two';
    view.streaming = false;
    await view.updateComplete;
    assert.strictEqual(view.querySelector('p'), first);
    assert.equal(view.querySelectorAll('li').length, 2);
  });

  it('survives nesting without end', async () => {
    const view = await show(`${'>'.repeat(20_000)} deep\n\n${'*a **b '.repeat(5_000)}`);
    await until(() => view.querySelector('blockquote'));
    assert.include(view.textContent, 'deep');
  });
});
