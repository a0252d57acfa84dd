/** One import of a module: what it names and whether only types come from it. */
export interface ModuleImport {
  from: string;
  typesOnly: boolean;
}

const statement =
  /^\s*(?:import|export)\s+(type\s)?(?:[\w*{][^'";]*?\sfrom\s*)?['"]([^'"\n]+)['"]/gm;
const call = /\bimport\(\s*(?:\/\*.*?\*\/\s*)?['"`]([^'"`\n]+)['"`]/g;

/**
 * The imports of a TypeScript module, dynamic ones included. `import { type A }` counts as an import of values,
 * for it stays in what runs. A comment's example may be taken for one: the price of not needing a parser.
 */
export function readImports(source: string): ModuleImport[] {
  return [
    ...[...source.matchAll(statement)].map(([, type, from]) => ({
      from: from!,
      typesOnly: type !== undefined,
    })),
    ...[...source.matchAll(call)].map(([, from]) => ({ from: from!, typesOnly: false })),
  ];
}
