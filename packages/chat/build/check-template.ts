/** Stands for a value between two pieces of a template. */
const value = '\0';

const raw = 'script|style|textarea|title';
const attribute = String.raw`[^\s"'<>/=\0]+(?:\s*=\s*(?:\0|"\0"|'\0'|"[^"\0]*"|'[^'\0]*'|[^\s"'<>=\0${'`'}]+))?`;
const attributes = String.raw`(?:\s+${attribute})*\s*`;

/** What the static pieces of a template may be made of. */
const parts = [
  // Content, values in it.
  String.raw`[^<]|<(?=\s)`,
  // A tag with its attributes, of which a value is the whole or none.
  String.raw`<(?!(?:${raw})[\s/>])[a-z][^\s"'<>/=\0]*${attributes}/?>`,
  String.raw`</[a-z][^\s<>\0]*\s*>`,
  // An element that holds text alone: without a value in it, and nothing like a tag, which is one to what is left of Lit.
  String.raw`<(${raw})${attributes}>[^<\0]*</\1\s*>`,
];

/**
 * Whether `trim-lit.ts` has left Lit the code for a template of these pieces: for values that are content or the whole of
 * one attribute, and without comments. Returns where it has not, or `undefined`.
 */
export function checkTemplate(pieces: readonly string[]): string | undefined {
  const template = pieces.join(value);
  const part = new RegExp(parts.join('|'), 'iy');
  while (part.lastIndex < template.length) {
    const from = part.lastIndex;
    if (!part.test(template)) return template.slice(from, from + 60).replaceAll(value, '$…');
  }
  return undefined;
}
