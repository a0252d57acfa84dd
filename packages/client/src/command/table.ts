import { eastAsianWidth } from 'get-east-asian-width';
import { oneLine } from './printable.ts';

interface Column {
  head: string;
  /** Numbers stand to the right. */
  right?: true;
}

const graphemes = new Intl.Segmenter();

/** Columns for people, two spaces apart. A head that begins with `>` stands to the right. */
export function table(heads: string[], rows: unknown[][]): string {
  const columns = heads.map(
    (head): Column => (head.startsWith('>') ? { head: head.slice(1), right: true } : { head }),
  );
  const lines = [
    columns.map(({ head }) => head),
    ...rows.map((row) => row.map((cell) => oneLine(cell))),
  ];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => width(line[at] ?? ''))));
  return lines
    .map(
      (line) =>
        `${columns
          .map(({ right }, at) => pad(line[at] ?? '', widths[at] ?? 0, right))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** One thing: a line a fact. */
export function facts(of: Record<string, unknown>): string {
  const known = Object.entries(of).filter(([, value]) => value !== undefined);
  const longest = Math.max(...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(longest)}  ${oneLine(value)}\n`).join('');
}

/** An amount with its sign, exact; zeros after the cents are left out. */
export function money(amount = '–'): string {
  const [, sign, whole, cents = '', rest = ''] = /^(-?)(\d+)\.?(\d{0,2})(\d*)$/.exec(amount) ?? [];
  return whole === undefined
    ? amount
    : `${sign}$${whole}.${cents.padEnd(2, '0')}${rest.replace(/0+$/, '')}`;
}

/** A moment to the minute, in UTC. */
export function moment(iso: string | null | undefined): string | undefined {
  return iso === null ? 'never' : iso && `${String(iso).slice(0, 16).replace('T', ' ')} UTC`;
}

function pad(text: string, to: number, right?: true): string {
  const space = ' '.repeat(Math.max(0, to - width(text)));
  return right ? space + text : text + space;
}

/** Columns of a terminal: Chinese, Japanese, Korean and emoji take two each. */
function width(text: string): number {
  let columns = 0;
  for (const { segment } of graphemes.segment(text))
    columns += eastAsianWidth(segment.codePointAt(0) ?? 0);
  return columns;
}
