import { stripVTControlCharacters } from 'node:util';

// Built from numbers: what it keeps out does not belong into a source file either.
const code = (point: number) => `\\u{${point.toString(16)}}`;
const range = (from: number, to: number) => `${code(from)}-${code(to)}`;
const [tab, newline] = [9, 10];
const control = new RegExp(
  `[${range(0, tab - 1)}${range(newline + 1, 0x1f)}${range(0x7f, 0x9f)}` +
    // Marks that turn the direction of what follows.
    `${range(0x200e, 0x200f)}${range(0x202a, 0x202e)}${range(0x2066, 0x2069)}]`,
  'gu',
);

/** Text of other people's that a terminal takes for nothing but text. */
export function printable(text: string): string {
  return stripVTControlCharacters(text.replaceAll('\r\n', '\n')).replace(control, '\uFFFD');
}

/** The same on one line; cut where a length is given. A dash for what the gateway did not tell. */
export function oneLine(text: unknown, longest = Number.POSITIVE_INFINITY): string {
  const characters = [
    ...printable(String(text ?? '–'))
      .replace(/\s+/g, ' ')
      .trim(),
  ];
  return characters.length <= longest
    ? characters.join('')
    : `${characters.slice(0, longest - 1).join('')}…`;
}
