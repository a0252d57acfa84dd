/** What the classic script leaves for elements without an `endpoint`: where it came from. */
interface ScriptGlobal {
  NexevoChat?: { readonly endpoint?: string };
}

/** An absolute address without a trailing slash, else `undefined`. */
export function resolveEndpoint(attribute: string): string | undefined {
  const address = attribute.trim() || (globalThis as ScriptGlobal).NexevoChat?.endpoint;
  const base = document.baseURI;
  if (!address || !URL.canParse(address, base)) return undefined;
  return new URL(address, base).href.replace(/\/+$/, '');
}
