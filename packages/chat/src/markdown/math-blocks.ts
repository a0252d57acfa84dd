import { findMath } from './math-spans.ts';

/** How a block of math starts on a line: `whole` if it ends there, too. */
export interface MathStart {
  fence: string;
  text: string;
  whole: boolean;
}

/** A block starts with its mark alone, or with what is a formula for sure. */
export function startMath(line: string): MathStart | undefined {
  const [fence, text = ''] = /^(?:\$\$|\\\[)(.*)/.exec(line) ?? [];
  const found = fence && findMath(line, 0);
  if (!found) return undefined;
  const { source, whole } = found;
  const certain = whole ? source === line : !text || /^(?!.*\]\().*[\\^_={]/.test(text);
  return certain
    ? { fence: line.slice(0, 2), text: whole ? text.slice(0, -2) : text, whole }
    : undefined;
}

/** What a line that ends a block has before the mark; the full stop behind it belongs to the formula. */
export function endMath(line: string, fence: string): string | undefined {
  const [, text, mark, stop] = /^(.*?)(\$\$|\\\])([.,;]?)\s*$/.exec(line) ?? [];
  return mark?.[0] === fence[0] ? text! + stop : undefined;
}
