/** A node of inline Markdown. Each becomes one node of the page. */
export type Inline =
  | { type: 'text' | 'code' | 'html' | 'note'; text: string }
  | { type: 'break' }
  | { type: 'em' | 'strong' | 'del' | 'sub' | 'sup' | 'kbd'; children: Inline[] }
  | { type: 'link' | 'image'; href: string; title: string | undefined; children: Inline[] };

/** What text and marks are before they are a tree: a run closes elements, stands as text, opens elements. */
export interface Piece {
  node?: Inline | undefined;
  text: string;
  opens: Inline[];
  closes: number;
}

/** Builds the tree of balanced pieces; what is left open ends with the last one. */
export function buildInlines(pieces: readonly Piece[], from: number, to: number): Inline[] {
  const root: Inline[] = [];
  const stack = [root];
  for (let index = from; index < to; index += 1) {
    const { node, text, opens, closes } = pieces[index]!;
    stack.length -= Math.min(closes, stack.length - 1);
    const tip = () => stack.at(-1)!;
    if (node) tip().push(node);
    else if (text) {
      const last = tip().at(-1);
      if (last?.type === 'text') last.text += text;
      else tip().push({ type: 'text', text });
    }
    for (const element of opens.toReversed()) {
      tip().push(element);
      stack.push((element as { children: Inline[] }).children);
    }
  }
  return root;
}

/** The words of inline nodes: what stands for a picture. */
export function textOf(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if ('children' in node) return textOf(node.children);
      return node.type === 'break' ? '\n' : node.type === 'html' ? '' : node.text;
    })
    .join('');
}
