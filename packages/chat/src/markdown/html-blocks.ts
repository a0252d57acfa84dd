const tags =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';

const attribute = `\\s+[a-z_:][\\w.:-]*(?:\\s*=\\s*(?:[^\\s"'=<>\`]+|'[^']*'|"[^"]*"))?`;

/** An opening or closing tag, as CommonMark reads one. */
export const tagSource = `<(?:[a-z][a-z0-9-]*(?:${attribute})*\\s*/?|/[a-z][a-z0-9-]*\\s*)>`;

/** How a block of raw HTML starts, and what ends it: nothing stands for a blank line. */
const kinds: readonly (readonly [start: RegExp, end?: RegExp])[] = [
  [/<(?:script|pre|textarea|style)(?:\s|>|$)/iy, /<\/(?:script|pre|textarea|style)>/i],
  [/<!--/y, /-->/],
  [/<\?/y, /\?>/],
  [/<![a-z]/iy, />/],
  [/<!\[CDATA\[/y, /\]\]>/],
  [new RegExp(`</?(?:${tags})(?:\\s|/?>|$)`, 'iy')],
];
const anyTag = new RegExp(`${tagSource}[ \\t]*$`, 'iy');

/** The kind of HTML block that starts here. Only the last kind cannot interrupt a paragraph. */
export function findHtmlStart(
  match: (pattern: RegExp) => unknown,
  interrupting: boolean,
): { ending: RegExp | undefined } | undefined {
  for (const [start, ending] of kinds) if (match(start)) return { ending };
  return !interrupting && match(anyTag) ? { ending: undefined } : undefined;
}
