import type { Inline } from './inline.ts';
import { safeHref } from './links.ts';
import { rareSyntax } from './rare-syntax.ts';
import type { RenderContext } from './render-context.ts';
import { drawMath } from './rich.ts';

/** The element of an inline node; without a tag it is text. */
export interface Description {
  tag: string;
  attributes: Record<string, string>;
  children: readonly Inline[];
}

/**
 * Makes the nodes behind `last` (or all of the parent's) show inline Markdown, and changes as few of
 * them as it can. Text stays text, whatever it says.
 */
export function patchInlines(
  parent: Element,
  last: ChildNode | null,
  nodes: readonly Inline[],
  context: RenderContext,
): void {
  let current = last ? last.nextSibling : parent.firstChild;
  for (const node of nodes) {
    const next: ChildNode | null = current?.nextSibling ?? null;
    if (!current) parent.append(createInline(node, context));
    else if (!updateInline(current, node, context))
      current.replaceWith(createInline(node, context));
    current = next;
  }
  while (current) {
    const next: ChildNode | null = current.nextSibling;
    current.remove();
    current = next;
  }
}

/** Shows a text in a text node; text that only grew leaves a selection where it is. */
export function updateText(node: Text, text: string): void {
  const { data } = node;
  if (data === text) return;
  if (text.startsWith(data)) node.appendData(text.slice(data.length));
  else node.data = text;
}

function createInline(node: Inline, context: RenderContext): Node {
  const { tag, attributes, children } = describe(node, context);
  if (!tag) return new Text('text' in node ? node.text : '');
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]!);
  if (node.type === 'math') drawMath(element, node.text);
  if (node.type === 'note') context.footnotes!.fresh += 1;
  else patchInlines(element, null, children, context);
  return element;
}

function updateInline(current: ChildNode, node: Inline, context: RenderContext): boolean {
  const { tag, attributes, children } = describe(node, context);
  if (current instanceof Text) {
    if (!tag && 'text' in node) updateText(current, node.text);
    return !tag;
  }
  if (!(current instanceof HTMLElement) || current.localName !== tag) return false;
  if (node.type === 'math') return current.dataset.math === node.text;
  for (const name of current.getAttributeNames()) {
    if (!(name in attributes)) current.removeAttribute(name);
  }
  for (const name in attributes) {
    if (current.getAttribute(name) === attributes[name]) continue;
    if (node.type === 'note') return false;
    current.setAttribute(name, attributes[name]!);
  }
  if (node.type !== 'note') patchInlines(current, null, children, context);
  return true;
}

function describe(node: Inline, { options }: RenderContext): Description {
  switch (node.type) {
    case 'text':
      return { tag: '', attributes: {}, children: [] };
    case 'html':
      return { tag: /^<br\s*\/?>$/i.test(node.text) ? 'br' : '', attributes: {}, children: [] };
    case 'break':
      return { tag: 'br', attributes: {}, children: [] };
    case 'code':
      return { tag: 'code', attributes: {}, children: [{ type: 'text', text: node.text }] };
    case 'math':
      return {
        tag: 'span',
        attributes: { class: 'raw math', 'data-math': node.text },
        children: [{ type: 'text', text: node.text }],
      };
    case 'note':
      return {
        tag: 'sup',
        attributes: { class: 'note', 'data-note': node.text },
        children: [],
      };
    case 'link':
      return describeLink(node.href, node.children);
    case 'image':
      return (
        rareSyntax()?.describePicture(node, options.imageHosts) ??
        describeLink(node.href, node.children)
      );
    default:
      return { tag: node.type, attributes: {}, children: node.children };
  }
}

export function describeLink(address: string, children: readonly Inline[]): Description {
  const href = safeHref(address);
  const attributes: Record<string, string> = href
    ? { href, target: '_blank', rel: 'noopener noreferrer nofollow' }
    : {};
  return { tag: href ? 'a' : 'span', attributes, children };
}
