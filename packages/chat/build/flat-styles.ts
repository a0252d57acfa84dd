import { type Plugin, parseAst } from 'vite';
import { type Node, visitNodes } from './visit-nodes.ts';

/** Fails on `static styles` that are no flat array of sheets: `trim-lit.ts` has left Lit no code to flatten others. */
export function flatStyles(): Plugin {
  const modules = new Map<string, Node>();
  return {
    name: 'nexevo-flat-styles',
    apply: 'build',
    // As they are written: a compiler makes assignments of them.
    enforce: 'pre',
    transform: {
      filter: { id: /packages\/chat\/src\/.*\.ts$/ },
      handler(code, id) {
        modules.set(id, parseAst(code, { lang: 'ts' }) as unknown as Node);
        return null;
      },
    },
    buildEnd(error) {
      const module = error ? undefined : findNested(modules);
      if (module) this.error(`${module}: trim-lit.ts has left no code for styles but a flat array`);
    },
  };
}

/** The first of these modules, by its name, with other styles. A name stands for all that any of them declares by it on top. */
export function findNested(modules: ReadonlyMap<string, Node>): string | undefined {
  const declared = new Map<string, Node[]>();
  const styles: { module: string; value: Node }[] = [];
  for (const [module, program] of modules) {
    for (const statement of program.body as Node[])
      for (const { id, init } of (statement.declaration ?? statement).declarations ?? [])
        if (id?.name && init) declared.set(id.name, [...(declared.get(id.name) ?? []), init]);
    visitNodes(program, (node) => {
      if (node.static && node.key?.name === 'styles')
        styles.push({ module, value: node.value ?? node });
    });
  }
  const meansOnly = (node: Node | null, test: (meaning: Node) => boolean): boolean =>
    node?.type === 'Identifier'
      ? !!declared.get(node.name!)?.every(test)
      : node !== null && test(node);
  const isSheet = (node: Node) =>
    node.type === 'TaggedTemplateExpression' && node.tag?.name === 'css';
  const isFlat = ({ type, elements }: Node) =>
    type === 'ArrayExpression' && !!elements?.every((element) => meansOnly(element, isSheet));
  return styles.find(({ value }) => !meansOnly(value, isFlat))?.module;
}
