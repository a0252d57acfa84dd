import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

interface Named {
  name: string;
}

interface Declaration {
  tagName?: string;
  attributes?: Named[];
  members?: (Named & { kind: 'field' | 'method' })[];
  events?: Named[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const chat = join(root, 'packages/chat');
const readme = readFileSync(join(chat, 'README.md'), 'utf8');
const read = (name: string) => JSON.parse(readFileSync(join(chat, 'dist', name), 'utf8'));

describe('the custom-elements manifest', () => {
  let elements: Map<string, Declaration>;

  before(() => {
    mkdirSync(join(chat, 'dist'), { recursive: true });
    const run = (script: string, ...options: string[]) =>
      execFileSync(process.execPath, [script, ...options], { cwd: chat, stdio: 'inherit' });
    const analyzer = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
    run(analyzer, 'analyze', '--quiet', '--config', 'build/manifest/custom-elements.config.mjs');
    run('build/manifest/write-editor-data.mjs');
    const modules: { declarations: Declaration[] }[] = read('custom-elements.json').modules;
    const tags = modules.flatMap(({ declarations }) => declarations.filter((one) => one.tagName));
    elements = new Map(tags.map((one) => [one.tagName!, one]));
  });

  it('describes <nexevo-chat> as its documentation does', () => {
    const text = section('`<nexevo-chat>`');
    const [attributes, methods, events, slots] = tables(text);
    const element = elements.get('nexevo-chat')!;
    same(
      element.attributes,
      attributes!.flatMap(([attribute]) => names(attribute!)),
    );
    same(
      fields(element, 'field'),
      attributes!.flatMap(([attribute, property]) =>
        names(property === 'the same' ? attribute! : property!),
      ),
    );
    same(
      fields(element, 'method'),
      methods!.flatMap(([calls]) => methodNames(calls!)),
    );
    same(
      element.events,
      events!.flatMap(([event]) => names(event!)),
    );
    same(
      element.slots,
      slots!.flatMap(([slot]) => names(slot!)),
    );
    same(element.cssParts, names(/^Parts: (.*)$/m.exec(text)![1]!));
  });

  it('names no part that is drawn nowhere', () => {
    const code = readdirSync(join(chat, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(chat, 'src', path), 'utf8'))
      .join('\n');
    const drawn = [...code.matchAll(/part(?:="|=\$\{|', ')([^"}]*)/g)].flatMap(([, names]) =>
      names!.split(/[^a-z-]+/),
    );
    for (const { cssParts } of elements.values())
      assert.deepEqual(
        cssParts!.map(({ name }) => name).filter((name) => !drawn.includes(name)),
        [],
      );
  });

  it('describes <nexevo-usage> as its documentation does', () => {
    const text = section('`<nexevo-usage>`');
    const [attributes, events] = tables(text);
    const element = elements.get('nexevo-usage')!;
    const attributeNames = attributes!.flatMap(([attribute]) => names(attribute!));
    const [, properties, methods] = /^Properties (.*?); method (\S*)/m.exec(text)!;
    same(element.attributes, attributeNames);
    same(fields(element, 'field'), [...attributeNames, ...names(properties!)]);
    same(fields(element, 'method'), methodNames(methods!));
    same(
      element.events,
      events!.flatMap(([event]) => names(event!)),
    );
    same(element.cssParts, names(/^Parts: (.*?)\. /m.exec(text)![1]!));
  });

  it('has every property of the looks, for both', () => {
    const [properties] = tables(section('Looks'));
    const documented = properties!.flatMap(([cell]) => {
      const given = names(cell!);
      // `--nexevo-code-comment`, `-keyword`: the first one says how all begin.
      const start = given[0]!.replace(/-[a-z]+$/, '');
      return given.map((name) => (name.startsWith('--') ? name : start + name));
    });
    const described = [...elements.values()].flatMap(({ cssProperties = [] }) => cssProperties);
    same(
      [...new Set(described.map(({ name }) => name))].map((name) => ({ name })),
      documented,
    );
    assert.ok(elements.get('nexevo-usage')!.cssProperties!.length > 10);
  });

  it('is what editors complete', () => {
    const html: { tags: (Named & { attributes: Named[] })[] } = read(
      'vscode.html-custom-data.json',
    );
    for (const [tag, { attributes }] of elements)
      same(
        html.tags.find(({ name }) => name === tag)?.attributes,
        attributes!.map((one) => one.name),
      );
    assert.deepEqual(html.tags.map(({ name }) => name).sort(), ['nexevo-chat', 'nexevo-usage']);
    const css: { properties: Named[]; pseudoElements: Named[] } = read(
      'vscode.css-custom-data.json',
    );
    assert.ok(css.properties.some(({ name }) => name === '--nexevo-accent'));
    assert.ok(css.pseudoElements.some(({ name }) => name === '::part(launcher)'));
  });
});

function same(described: readonly Named[] = [], documented: readonly string[]): void {
  assert.deepEqual(described.map(({ name }) => name).sort(), [...documented].sort());
}

function fields({ members = [] }: Declaration, kind: 'field' | 'method'): Named[] {
  return members.filter((member) => member.kind === kind);
}

function section(title: string): string {
  const start = readme.indexOf(`## ${title}\n`);
  assert.ok(start >= 0, title);
  return readme.slice(start, readme.indexOf('\n## ', start));
}

/** The rows of each table, without its head. */
function tables(text: string): string[][][] {
  return [...text.matchAll(/(?:^\|.*\n)+/gm)].map(([table]) =>
    table
      .trim()
      .split('\n')
      .slice(2)
      .map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
  );
}

function names(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
}

function methodNames(cell: string): string[] {
  return [...cell.matchAll(/`(\w+)\(/g)].map(([, name]) => name!);
}
