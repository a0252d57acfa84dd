import { knownSyntax } from './rare-syntax.ts';

/** Some five minutes of speech, in characters. Nobody listens longer, and laying it out would cost a frame. */
const most = 5000;

/** A reply as a screen reader should say it: without the marks of its formatting, and of a very long one the beginning. */
export function plainText(markdown: string): string {
  const text = (markdown.length > most ? `${markdown.slice(0, most)} …` : markdown)
    .replace(/^[ \t]*(?:```|~~~).*$/gm, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|[-+*])[ \t]+/gm, '')
    .replace(/^[ \t:|-]{3,}$/gm, '')
    .replace(/[*_~`|]+/g, ' ')
    .replace(/\s+/g, ' ');
  return (knownSyntax()?.decodeEntities(text) ?? text).trim();
}
