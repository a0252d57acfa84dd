import { fileURLToPath } from 'node:url';
import { type Plugin, parseAst } from 'vite';

const helpers = fileURLToPath(new URL('declare-properties.ts', import.meta.url));

interface Node {
  type: string;
  start: number;
  end: number;
}

interface Member extends Node {
  key?: { name: string };
  decorators?: (Node & { expression: { callee: { name: string }; arguments: Node[] } })[];
}

interface Statement extends Node {
  source?: { value: string };
  id?: { name: string };
  body?: { body: Member[] };
  declaration?: Statement;
}

/**
 * Turns Lit's decorators into one call for all properties of a class that are declared alike: compilers write a call
 * for each, and a helper for all of them.
 */
export function compileDecorators(): Plugin {
  return {
    name: 'nexevo-compile-decorators',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /packages\/chat\/src\/.*\.ts$/, code: "'lit/decorators.js'" },
      handler: (code) => ({ code: compile(code), map: null }),
    },
  };
}

function compile(code: string): string {
  const edits: { start: number; end: number; text: string }[] = [];
  for (const statement of parseAst(code, { lang: 'ts' }).body as unknown as Statement[]) {
    const { start, end, source, declaration } = statement;
    const text = `import { declareProperties, declareQuery } from '${helpers}';`;
    if (source?.value === 'lit/decorators.js') edits.push({ start, end, text });
    const { id, body } = declaration ?? statement;
    if (!id || !Array.isArray(body?.body)) continue;
    edits.push(...body.body.flatMap(({ decorators = [] }) => decorators.map(remove)));
    edits.push({ start: end, end, text: declare(id.name, body.body, code) });
  }
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce(
      (output, edit) => output.slice(0, edit.start) + edit.text + output.slice(edit.end),
      code,
    );
}

const remove = ({ start, end }: Node) => ({ start, end, text: '' });

function declare(element: string, members: readonly Member[], code: string): string {
  const names = new Map<string, string[]>();
  const queries: string[] = [];
  for (const { key, decorators = [] } of members) {
    for (const { expression } of decorators) {
      const kind = expression.callee.name;
      const [argument] = expression.arguments;
      const given = argument ? code.slice(argument.start, argument.end) : '{}';
      if (kind === 'query') queries.push(`declareQuery(${element}, '${key!.name}', ${given});`);
      else if (kind === 'property' || kind === 'state') {
        const left = /converter|hasChanged|noAccessor|useDefault|Object|Array/.exec(given);
        if (left)
          throw new Error(`trim-lit.ts has left no code for ${left} (${element}.${key!.name}).`);
        const inner = kind === 'state' || given === '{ attribute: false }';
        const options = inner ? '' : `, ${given}`;
        names.set(options, [...(names.get(options) ?? []), key!.name]);
      } else throw new Error(`The bundle does not know the decorator @${kind}.`);
    }
  }
  const properties = [...names].map(
    ([options, list]) => `declareProperties(${element}, '${list.join(' ')}'${options});`,
  );
  return ['', ...properties, ...queries].join('\n');
}
