import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTemplate } from '../build/check-template.ts';

/** Each `@` stands for a value. */
const check = (template: string) => checkTemplate(template.split('@@'));

test('a value may be content, or the whole of one attribute', () => {
  for (const template of [
    '',
    '@@',
    'a @@ b < c @@',
    '<p>@@</p>',
    '<p>@@@@</p>@@',
    '<p class=@@>a</p>',
    '<p class="@@">a</p>',
    "<p class='@@'>a</p>",
    '<p class = "@@" title = @@>a</p>',
    '<p .x=@@ ?y=@@ @z=@@ aria-label="a b" hidden>@@</p>',
    '<p\n  class=@@\n  title="a"\n>\n  @@\n</p>',
    '<br class=@@/>',
    '<br class=@@ />',
    '<p title="a > b" class=@@>a</p>',
    '<x-a href=/b/c .d=@@></x-a>',
    '<svg viewBox="0 0 1 1">@@<path d=@@ /></svg>',
    '<style>a > b {}</style><textarea .value=@@></textarea>@@',
    '<style-guide>@@</style-guide>',
  ])
    assert.equal(check(template), undefined, template);
});

test('no value may be a part of an attribute, one of several in it, or between two', () => {
  for (const template of [
    '<p class="@@ @@">',
    '<p class="@@@@">',
    '<p class=@@@@>',
    '<p class=@@x title="y">',
    "<p class='@@ x'>",
    '<p class="x @@">',
    '<p class="@@/x=y">',
    '<p class=x@@>',
    '<p class="@@"title=@@>',
    '<p class="@@>',
    '<p @@>',
    '<p @@=a>',
    '<p data-@@=a>',
  ])
    assert.ok(check(template), template);
});

test('no value may be a tag, in a comment, or where only text can be', () => {
  for (const template of [
    '<@@>',
    '<p></@@>',
    '<x-@@></x-@@>',
    '<p@@>',
    '<!-- a -->',
    '<!-- @@ -->',
    '<!doctype html>',
    '<textarea>@@</textarea>',
    '<TEXTAREA rows=2>@@</TEXTAREA>',
    '<style>@@</style>',
    '<style>a { color: @@ }</style>',
    '<style>a::after { content: "<b c=" }</style><p class=@@>',
    '<title>@@</title>',
    '<script>@@</script>',
  ])
    assert.ok(check(template), template);
});
