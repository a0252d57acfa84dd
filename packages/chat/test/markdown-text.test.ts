import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directionOf } from '../src/markdown/direction.ts';
import { decodeEntities, decodeText } from '../src/markdown/entities.ts';
import { safeHref } from '../src/markdown/links.ts';
import { plainText } from '../src/markdown/plain-text.ts';
import { loadRareSyntax } from '../src/markdown/rare-syntax.ts';

await loadRareSyntax();

test('resolves character references to text', () => {
  assert.equal(decodeEntities('&lt;b&gt; &amp;amp; &#65;&#x42; &copy;'), '<b> &amp; AB ©');
});

test('leaves what is no character reference', () => {
  assert.equal(
    decodeEntities('AT&T &unknown; &constructor; & &#;'),
    'AT&T &unknown; &constructor; & &#;',
  );
});

test('puts the replacement character where a reference means no character', () => {
  assert.equal(decodeEntities('&#0;&#xD800;&#x110000;'), '\ufffd\ufffd\ufffd');
});

test('follows web, mail and telephone addresses', () => {
  for (const address of [
    'https://example.com/a?b=1&amp;c=2',
    'http://a.b',
    'mailto:a@b.c',
    'tel:+1',
  ]) {
    assert.ok(safeHref(address), address);
  }
});

test('follows no address that could run something, however it is written', () => {
  const addresses = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    '&#106;avascript:alert(1)',
    '&#x6A;avascript&#x3A;alert(1)',
    'javascript&#58;alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    '/relative',
    '//example.com',
  ];
  for (const address of addresses) assert.equal(safeHref(decodeText(address)), undefined, address);
});

test('says a reply without the marks of its formatting', () => {
  const text =
    '## Title\n\n- **one** [link](https://a.b)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nlet x;\n```';
  assert.equal(plainText(text), 'Title one link a b 1 2 let x;');
});

test('says what stands behind any gap', () => {
  assert.equal(plainText(`a${' '.repeat(2000)}b\n${' '.repeat(2000)}c`), 'a b c');
});

test('knows the direction of a text by its first letter', () => {
  assert.equal(directionOf('1. Hello مرحبا'), 'ltr');
  assert.equal(directionOf('**مرحبا** hello'), 'rtl');
  assert.equal(directionOf('12 + 3'), 'auto');
});

test('says the beginning of a reply that nobody would listen to', () => {
  const said = plainText('Some **words** of it. '.repeat(10_000));
  assert.match(said, /^Some words of it\..* …$/);
  assert.ok(said.length < 5100);
});
