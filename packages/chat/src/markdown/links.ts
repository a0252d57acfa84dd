const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * The address of a link that may be followed, else `undefined`.
 * `href` is decoded. It is read by the URL parser itself, so that no spelling of `javascript:` can pass.
 */
export function safeHref(href: string): string | undefined {
  // A backslash is a character like any other in Markdown; the URL parser would take it for a slash.
  const address = href.replaceAll('\\', '%5C');
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return allowed.has(url.protocol) ? url.href : undefined;
}
