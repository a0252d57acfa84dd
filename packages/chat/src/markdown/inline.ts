/** A node of inline Markdown. Each becomes one node of the page. */
export type Inline =
  | { type: 'text' | 'code' | 'math' | 'html' | 'note'; text: string }
  | { type: 'break' }
  | { type: 'em' | 'strong' | 'del' | 'sub' | 'sup' | 'kbd'; children: Inline[] }
  | { type: 'link' | 'image'; href: string; title: string | undefined; children: Inline[] };

/** The words of inline nodes: what stands for a picture. */
export function textOf(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if ('children' in node) return textOf(node.children);
      return node.type === 'break' ? '\n' : node.type === 'html' ? '' : node.text;
    })
    .join('');
}
