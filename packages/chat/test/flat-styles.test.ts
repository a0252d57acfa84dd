import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAst } from 'vite';
import { findNested } from '../build/flat-styles.ts';
import type { Node } from '../build/visit-nodes.ts';

const sheets = 'export const a = css`p {}`; export const b = css``; export const list = [a, b];';

const parse = (code: string) => parseAst(code, { lang: 'ts' }) as unknown as Node;

/** The module of an element with these styles is refused. */
const refuses = (styles: string, others = sheets) =>
  findNested(
    new Map([
      ['element.ts', parse(`export class A { ${styles} }`)],
      ['styles.ts', parse(others)],
    ]),
  ) === 'element.ts';

test('styles are a flat array of sheets, by name or in place', () => {
  for (const styles of ['', 'styles = a;', 'static sheet = a;', 'static override styles = list;'])
    assert.ok(!refuses(styles), styles);
  assert.ok(!refuses('static styles = [];'));
  assert.ok(!refuses('static styles = [a, css`p {}`];'));
  assert.ok(!refuses('static styles = list;', `${sheets} function of() { const a = []; }`));
});

test('styles are refused when the bundle would not flatten them', () => {
  for (const value of ['a', 'css``', '[a, [b]]', '[list]', '[...list]', '[a, , b]', 'of()', 'no'])
    assert.ok(refuses(`static styles = ${value};`), value);
  assert.ok(refuses('static styles;'));
  assert.ok(refuses('static get styles() { return list; }'));
  assert.ok(refuses('static styles = list;', 'const list = [a]; const a = [];'));
});
