import { decodeEntities } from './entities.ts';

const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * The address of a link that may be followed, else `undefined`.
 * It is read by the URL parser itself, so that no spelling of `javascript:` can pass.
 */
export function safeHref(href: string): string | undefined {
  const address = decodeEntities(href).trim();
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return allowed.has(url.protocol) ? url.href : undefined;
}
