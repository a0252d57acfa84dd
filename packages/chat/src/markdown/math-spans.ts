import { maxGuess } from './undecided.ts';

/** No code stands in a formula; single dollars follow GitHub's and Pandoc's rules. */
const formula =
  /(?<![\p{L}\p{N}$])\$(?!\s)(?:[^$\\`]|\\.){1,999}(?<!\s)\$(?![\p{L}\p{N}])|\$\$(?:[^$\\`]|\\.|\$(?!\$)){1,999}\$\$|\\\((?:[^\\`]|\\[^)]){1,999}\\\)|\\\[(?:[^\\`]|\\[^\]]){1,999}\\\]/suy;
/** What may become one: it goes on to the end of the text. */
const opened = /(?:(?<![\p{L}\p{N}$])\$(?!\s)(?:[^$\\`]|\\.)*|(?:\$\$|\\[([])[^`]*)$/suy;
/** The longest one: 999 pairs of a backslash and a character, and the marks. */
const maxLength = 2002;
/** Two words in a row, or a number and a word: in a formula they only stand in a command. */
const prose = /^\W\W?(?:[^\\]*?\p{L}{2}\s+\p{L}{2}|\s*[\d.,]+\s+\p{L}{2})/u;

/** A formula with its marks, or what may become one: `''` if it is too long to wait for. */
export interface FoundMath {
  source: string;
  whole: boolean;
}

/** The formula at a place of a text. What reads like words is none: `$5 and 10$` are prices. */
export function findMath(text: string, position: number): FoundMath | undefined {
  formula.lastIndex = opened.lastIndex = position;
  const source = formula.exec(text)?.[0];
  const near = text.length - position <= maxLength;
  const half = source ?? (near ? opened.exec(text)?.[0] : undefined);
  if (half === undefined || prose.test(half)) return undefined;
  if (!source) return { source: half.length < maxGuess ? half : '', whole: false };
  return /[\p{L}\p{N}]/u.test(source) ? { source, whole: true } : undefined;
}
