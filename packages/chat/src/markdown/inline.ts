/** A node of inline Markdown. Each becomes one node of the page. */
export type Inline =
  | { type: 'text' | 'code' | 'math' | 'html' | 'note'; text: string }
  | { type: 'break' }
  | { type: 'em' | 'strong' | 'del' | 'sub' | 'sup' | 'kbd'; children: Inline[] }
  | { type: 'link' | 'image'; href: string; title: string | undefined; children: Inline[] };
