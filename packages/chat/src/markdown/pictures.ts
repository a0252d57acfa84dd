import type { Inline } from './inline.ts';
import { type Description, describeLink } from './inline-elements.ts';
import { safeHref } from './links.ts';

/** A picture's address tells its host who is reading, and can carry away what was said: only chosen hosts. */
export function describePicture(
  { href, children }: { href: string; children: readonly Inline[] },
  hosts?: readonly string[] | null,
): Description {
  const alt = textOf(children);
  const src = safeHref(href);
  const url = src ? new URL(src) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !hosts?.includes(url.host)) {
    return describeLink(href, [{ type: 'text', text: alt || href }]);
  }
  const attributes = { alt, loading: 'lazy', referrerpolicy: 'no-referrer', src: url.href };
  return { tag: 'img', attributes, children: [] };
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
