/** An address given by the page, made absolute; `undefined` unless its protocol is one of those that only lead somewhere. */
export function safeHref(url: string, protocols = /^https?:$/): string | undefined {
  if (!url || !URL.canParse(url, document.baseURI)) return undefined;
  const { href, protocol } = new URL(url, document.baseURI);
  return protocols.test(protocol) ? href : undefined;
}
