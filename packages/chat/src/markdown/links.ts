const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * The address of a link that may be followed, else `undefined`.
 * `href` is decoded. It is read by the URL parser itself, so that no spelling of `javascript:` can pass.
 */
export function safeHref(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  return allowed.has(url.protocol) ? url.href : undefined;
}
