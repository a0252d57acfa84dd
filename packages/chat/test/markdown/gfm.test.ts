import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { specHtml } from './spec-html.ts';

/** The extensions of https://github.github.com/gfm/ with texts of our own: by what they show. */
const examples: Readonly<Record<string, readonly (readonly [source: string, html: string])[]>> = {
  Tables: [
    [
      '| a | b |\n| - | - |\n| c | d |\n',
      '<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>c</td>\n<td>d</td>\n</tr>\n</tbody>\n</table>\n',
    ],
    [
      'l | c | r\n:- | :-: | -:\n',
      '<table>\n<thead>\n<tr>\n<th align="left">l</th>\n<th align="center">c</th>\n<th align="right">r</th>\n</tr>\n</thead>\n</table>\n',
    ],
    [
      '| a |\n| - |\n| x `\\|` **\\|** y |\n',
      '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>x <code>|</code> <strong>|</strong> y</td>\n</tr>\n</tbody>\n</table>\n',
    ],
    [
      '| a | b |\n| - | - |\n| one |\n| one | two | three |\n> quote\n',
      '<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>one</td>\n<td></td>\n</tr>\n<tr>\n<td>one</td>\n<td>two</td>\n</tr>\n</tbody>\n</table>\n<blockquote>\n<p>quote</p>\n</blockquote>\n',
    ],
    ['| a | b |\n| - |\n| c |\n', '<p>| a | b |\n| - |\n| c |</p>\n'],
    ['| a |\n\n| - |\n', '<p>| a |</p>\n<p>| - |</p>\n'],
    [
      'before\n| a |\n| - |\n| b |\n\nafter\n',
      '<p>before</p>\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n<p>after</p>\n',
    ],
  ],
  'Task lists': [
    [
      '- [ ] open\n- [x] done\n- [X] done\n',
      '<ul>\n<li><input disabled="" type="checkbox"> open</li>\n<li><input checked="" disabled="" type="checkbox"> done</li>\n<li><input checked="" disabled="" type="checkbox"> done</li>\n</ul>\n',
    ],
    ['- [x]done\n- [ ]\n', '<ul>\n<li>[x]done</li>\n<li>[ ]</li>\n</ul>\n'],
    [
      '1. [x] a\n   - [ ] b\n',
      '<ol>\n<li><input checked="" disabled="" type="checkbox"> a\n<ul>\n<li><input disabled="" type="checkbox"> b</li>\n</ul>\n</li>\n</ol>\n',
    ],
    [
      '- [ ] 1. a\n- [x] # b\n  - c\n',
      '<ul>\n<li><input disabled="" type="checkbox"> 1. a</li>\n<li><input checked="" disabled="" type="checkbox"> # b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n',
    ],
    ['[ ] no item\n', '<p>[ ] no item</p>\n'],
  ],
  Strikethrough: [
    ['~~old~~ new ~one~\n', '<p><del>old</del> new <del>one</del></p>\n'],
    ['~~~~\n~~not\n~~~~\n', '<pre><code>~~not\n</code></pre>\n'],
    [
      'a ~~~three~~~ b ~~over\n\nparagraphs~~\n',
      '<p>a ~~~three~~~ b ~~over</p>\n<p>paragraphs~~</p>\n',
    ],
    ['~one~~ **~~both~~**\n', '<p>~one~~ <strong><del>both</del></strong></p>\n'],
  ],
  Autolinks: [
    ['www.example.com\n', '<p><a href="http://www.example.com">www.example.com</a></p>\n'],
    [
      'See www.example.com/a. (https://example.com/b(c))\n',
      '<p>See <a href="http://www.example.com/a">www.example.com/a</a>. (<a href="https://example.com/b(c)">https://example.com/b(c)</a>)</p>\n',
    ],
    [
      'https://example.com/?q=a&lt; **https://example.com**!\n',
      '<p><a href="https://example.com/?q=a">https://example.com/?q=a</a>&lt; <strong><a href="https://example.com">https://example.com</a></strong>!</p>\n',
    ],
    [
      'a.b-c_d+e@example.com. a@b a@b.c_\n',
      '<p><a href="mailto:a.b-c_d+e@example.com">a.b-c_d+e@example.com</a>. a@b a@b.c_</p>\n',
    ],
    [
      'xhttps://example.com `https://a.b`\n',
      '<p>xhttps://example.com <code>https://a.b</code></p>\n',
    ],
    [
      '[at https://a.b](https://c.d) [1: https://a.b/c[d]]\n',
      '<p><a href="https://c.d">at https://a.b</a> [1: <a href="https://a.b/c%5Bd%5D">https://a.b/c[d]</a>]</p>\n',
    ],
    [
      '[https://a.b](https://c.d) "https://a.b/c"\n',
      '<p><a href="https://c.d">https://a.b</a> &quot;<a href="https://a.b/c">https://a.b/c</a>&quot;</p>\n',
    ],
    [
      '参考：https://a.b/c。见https://d.e，好\n',
      '<p>参考：<a href="https://a.b/c">https://a.b/c</a>。见<a href="https://d.e">https://d.e</a>，好</p>\n',
    ],
    ['https://a_b.example_com ftp://a.b\n', '<p>https://a_b.example_com ftp://a.b</p>\n'],
    [
      '[see https://a.b now](https://c.d)\n',
      '<p><a href="https://c.d">see https://a.b now</a></p>\n',
    ],
  ],
};

describe('GitHub’s extensions', () => {
  for (const [name, texts] of Object.entries(examples)) {
    for (const [source, html] of texts) {
      it(`reads ${name.toLowerCase()}: ${JSON.stringify(source)}`, () => {
        assert.equal(specHtml(source), html);
      });
    }
  }
});
