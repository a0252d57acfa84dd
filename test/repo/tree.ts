import path from 'node:path';
import { findFiles } from '../setup/find-files.mjs';
import { readText } from './source.ts';

const folders = ['packages/*/src', 'packages/*/build', 'demo', 'test'];
const endings = ['.ts', '.mjs', '.js'];
const sections = /(<!-- tree -->\n)[\s\S]*(<!-- \/tree -->)/;

/** The page with the tree as it is now between its two marks. */
export function withTree(page: string): string {
  return page.replace(sections, (_all, start, end) => `${start}\n${renderTree()}\n${end}`);
}

/** Every source file, by folder: its name and what it says of itself. */
function renderTree(): string {
  const files = folders
    .flatMap((folder) => endings.flatMap((ending) => findFiles(folder, ending)))
    .filter((file) => !file.endsWith('.d.mts') && path.basename(file) !== 'index.ts');
  const byFolder = Map.groupBy([...new Set(files)].sort(), (file) => path.posix.dirname(file));
  return [...byFolder]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, names]) => `**${folder}/**\n\n${names.map(renderFile).join('\n')}\n`)
    .join('\n');
}

function renderFile(file: string): string {
  return `- \`${path.posix.basename(file)}\` ${describe(file, readText(file))}`.trimEnd();
}

/** A test's first subject; of other files what the main export says of itself, else the first comment. */
function describe(file: string, text: string): string {
  const subject = /^(?:test\.)?(?:describe|test|it)\(\s*['"`](.+?)['"`],/m.exec(text)?.[1];
  if (subject && /\.(test|spec|browser)\.ts$/.test(file)) return subject;
  const name = path.posix.basename(file).replace(/\..+$/, '').replaceAll('-', '');
  const documented = [
    ...text.matchAll(
      /^\/\*\*((?:(?!\*\/).)+)\*\/\n(?:@.+\n)*export (?:\w+ )*?(?:class|function\*?|const|interface|type) (\w+)/gms,
    ),
  ];
  const main = documented.find(([, , exported]) => exported?.toLowerCase() === name);
  const comment = (main ?? documented[0])?.[1] ?? /^\/\*\*(.+?)\*\//ms.exec(text)?.[1];
  if (comment) return firstSentence(comment.replace(/^\s*\* ?/gm, ' '));
  return firstSentence(/^\/\/ (.+)$/m.exec(text)?.[1] ?? '');
}

function firstSentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return (/^.+?\.(?= |$)/.exec(line)?.[0] ?? line).replace(/\.$/, '');
}
