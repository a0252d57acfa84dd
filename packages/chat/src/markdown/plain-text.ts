import { knownSyntax } from './rare-syntax.ts';

/** A reply as a screen reader should say it: without the marks of its formatting. */
export function plainText(markdown: string): string {
  const text = markdown
    .replace(/^[ \t]*(?:```|~~~).*$/gm, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|[-+*])[ \t]+/gm, '')
    .replace(/^[ \t]*\|?[ \t:|-]{3,}\|?[ \t]*$/gm, '')
    .replace(/[*_~`|]+/g, ' ')
    .replace(/\s+/g, ' ');
  return (knownSyntax()?.decodeEntities(text) ?? text).trim();
}
