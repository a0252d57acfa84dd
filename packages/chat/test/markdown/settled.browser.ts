import { assert } from 'chai';
import { MarkdownStream } from '../../src/markdown/markdown-stream.ts';
import { loadRareSyntax } from '../../src/markdown/rare-syntax.ts';

describe('What is settled', () => {
  before(loadRareSyntax);

  let target: HTMLElement;
  let stream: MarkdownStream;

  beforeEach(() => {
    target = document.createElement('div');
    document.body.append(target);
    stream = new MarkdownStream(target);
  });

  afterEach(() => target.remove());

  it('keeps a selection through two thousand tokens', () => {
    stream.append(
      'A first paragraph with **words** to select.\n\n- an item of a list that goes on',
    );
    const strong = target.querySelector('strong')!.firstChild!;
    const item = target.querySelector('li p')!.firstChild!;
    getSelection()!.setBaseAndExtent(strong, 1, item, 7);
    const selected = getSelection()!.toString();
    const tokens = [' and', ' on', '.', '\n- ', 'item', ' **b', 'old** ', '`x`', '\n\n', 'Text '];
    for (let count = 0; count < 2000; count += 1) stream.append(tokens[count % tokens.length]!);
    stream.end();
    assert.equal(getSelection()!.toString(), selected);
    assert.include(selected, 'ords to select.');
    assert.strictEqual(getSelection()!.anchorNode, strong);
    assert.strictEqual(getSelection()!.focusNode, item);
  });

  it('is never touched again', () => {
    stream.append('# Title\n\nText with `code`.\n\n| a |\n|---|\n| 1 |\n\n- one\n- two\n\nmore');
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    for (const block of [...target.children].slice(0, -1)) {
      observer.observe(block, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    }
    for (let count = 0; count < 200; count += 1) stream.append(' word **bold**\n\n- a\n');
    stream.end();
    changes.push(...observer.takeRecords());
    observer.disconnect();
    assert.deepEqual(changes, []);
  });

  it('changes where a link is defined below it, and only there', () => {
    stream.append('See [the docs] here.\n\nOther [words].\n\n');
    const [first, second] = [...target.children];
    const text = second!.firstChild;
    assert.notExists(target.querySelector('a'));
    stream.append('[the docs]: https://example.com\n\n');
    assert.equal(first!.querySelector('a')?.href, 'https://example.com/');
    assert.strictEqual(second!.firstChild, text);
  });

  it('keeps who is in a footnote, and what is selected there, when more are referred to', () => {
    stream.append('One[^1].\n\n[^1]: A note to read.\n\n');
    target.querySelector<HTMLElement>('sup button')!.click();
    const note = target.querySelector('.notes li')!;
    const text = note.querySelector('p')!.firstChild!;
    getSelection()!.setBaseAndExtent(text, 2, text, 6);
    stream.append('Two[^2], and one[^1].\n\n[^2]: Another.\n\n');
    stream.end();
    assert.isTrue(document.activeElement === note);
    assert.equal(getSelection()!.toString(), 'note');
    const notes = [...target.querySelectorAll('.notes p')].map((part) => part.textContent);
    assert.deepEqual(notes, ['A note to read.', 'Another.']);
    const marks = [...target.querySelectorAll('sup')].map((part) => part.textContent);
    assert.deepEqual(marks, ['1', '2', '1']);
  });

  it('is shown anew for all labels in the end, however many one paragraph has', () => {
    const labels = Array.from({ length: 40 }, (_, index) => `a${index}`);
    stream.append(`${labels.map((label) => `[${label}]`).join(' ')}\n\n`);
    for (const label of labels) stream.append(`[${label}]: https://a.b\n\n`);
    stream.end();
    assert.lengthOf(target.querySelectorAll('a'), 40);
  });

  it('is one text node of code, however long it is', () => {
    stream.append('```js\n');
    for (let count = 0; count < 500; count += 1) stream.append(`let a${count};\n`);
    const code = target.querySelector('code')!;
    assert.lengthOf([...code.childNodes], 1);
    assert.lengthOf(code.textContent!.split('\n'), 500);
  });
});

describe('What is not over yet', () => {
  const shown = (text: string) => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target);
    for (const character of text) stream.append(character);
    return target;
  };

  it('is bold before it ends', () => {
    assert.equal(shown('some **bold wor').querySelector('strong')?.textContent, 'bold wor');
    assert.equal(shown('some *').textContent, 'some');
    assert.equal(shown('some **bold*').textContent, 'some bold');
  });

  it('is the text of a link without its address', () => {
    assert.equal(shown('see [the docs](https://exa').textContent, 'see the docs');
    assert.equal(shown('see [the do').textContent, 'see the do');
    assert.equal(shown('![a pict').textContent, 'a pict');
  });

  it('is nothing while it may be a table, a fence or a mark', () => {
    for (const text of [
      '| a | b |',
      '| a |\n|--',
      '`',
      '``',
      '```',
      '```js',
      '-',
      '1',
      '1.',
      '#',
      '- [',
      '$$',
      '[1]: http',
    ]) {
      assert.equal(shown(text).textContent, '', text);
    }
    assert.equal(shown('| a |\nno table').textContent, '| a |\nno table');
  });

  it('is code before it ends', () => {
    assert.equal(shown('run `npm ins').querySelector('code')?.textContent, 'npm ins');
    assert.equal(shown('text\n---').querySelector('h4'), null);
  });
});
