import { kinds } from './color-styles.ts';

/** Names of CodeMirror's styles, by what they are coloured as. What is not here stays plain. */
const styles: Readonly<Record<(typeof kinds)[number], string>> = {
  comment: 'comment',
  keyword: 'keyword controlKeyword modifier tag tagName header heading strong self async',
  string: 'string string-2 quasi character regexp url link',
  number: 'number integer atom bool null unit',
  type: 'type typeName className namespace builtin standard qualifier pseudo meta annotation',
  name: 'def attribute attributeName labelName macroName function definition',
  inserted: 'inserted positive',
  deleted: 'deleted negative',
};

const byStyle = new Map<string, number>();
for (const [index, kind] of kinds.entries())
  for (const style of styles[kind].split(' ')) byStyle.set(style, index);

/** The kind of a token of a style such as `variableName.definition`, or `undefined`. */
export function kindOf(style: string | null, next: string): number | undefined {
  if (!style) return undefined;
  for (const name of style.split(/[ .]/).toReversed()) {
    const kind = byStyle.get(name);
    if (kind !== undefined) return kind;
  }
  // Of all the names only those that are called or given a value: a colour costs time in each frame.
  const named = /variable|property/.test(style) ? next === '(' : false;
  const given = /property/.test(style) && next === ':';
  return named || given ? byStyle.get('def') : undefined;
}
