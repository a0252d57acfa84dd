import type { Alignment } from './block.ts';

const delimiterRow = /\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/y;

/** The alignments a delimiter row tells, or `undefined` for any other line. */
export function readDelimiters(row: string): Alignment[] | undefined {
  delimiterRow.lastIndex = 0;
  if (!delimiterRow.test(row)) return undefined;
  return splitRow(row).map((cell) => {
    if (cell.endsWith(':')) return cell.startsWith(':') ? 'center' : 'right';
    return cell.startsWith(':') ? 'left' : undefined;
  });
}

/** The cells of a row. A pipe behind a backslash divides nothing, not even in code. */
export function splitRow(row: string): string[] {
  const cells: string[] = [];
  const text = row.trim();
  const start = text.startsWith('|') ? 1 : 0;
  let cell = start;
  for (let index = start; index <= text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '|' || (index === text.length && cell < index)) {
      cells.push(text.slice(cell, index).trim().replaceAll('\\|', '|'));
      cell = index + 1;
    }
  }
  if (cell < text.length) cells.push(text.slice(cell).trim().replaceAll('\\|', '|'));
  return cells;
}
