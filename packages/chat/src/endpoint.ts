/** What the classic script leaves for elements without an `endpoint`: where it came from. */
interface ScriptGlobal {
  NexevoChat?: { readonly endpoint?: unknown };
}

/** An absolute address without a trailing slash, else `undefined`. */
export function resolveEndpoint(attribute: string | null | undefined): string | undefined {
  const address = attribute?.trim() || (globalThis as ScriptGlobal).NexevoChat?.endpoint;
  const base = document.baseURI;
  // An element with the id "NexevoChat" would stand there, too: only a text is an address.
  if (typeof address !== 'string' || !address || !URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return /^https?:$/.test(url.protocol) ? url.href.replace(/\/+$/, '') : undefined;
}
