/** A node of a syntax tree, with what the plugins read of it. */
export interface Node {
  type: string;
  start: number;
  end: number;
  static?: boolean;
  name?: string;
  key?: Node;
  id?: Node;
  /** Of a program, and of a class. */
  body?: unknown;
  declaration?: Node | null;
  declarations?: Node[];
  /** Of a variable, and of a member of a class. */
  init?: Node | null;
  value?: Node | null;
  elements?: (Node | null)[];
  tag?: Node;
  quasi?: { quasis: (Node & { value: { cooked: string } })[] };
}

/** Shows each node of a syntax tree. */
export function visitNodes(value: unknown, see: (node: Node) => void): void {
  if (!value || typeof value !== 'object') return;
  if ('type' in value && 'start' in value) see(value as Node);
  for (const child of Object.values(value)) visitNodes(child, see);
}
