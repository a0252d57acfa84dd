import type { Alignment } from './block.ts';
import type { BlockTree } from './block-tree.ts';

/** Every row is filled up to the head's width, so that a wide head is dear. */
const maxColumns = 200;
/** Beyond so many cells short rows stay short. */
const maxFilled = 2000;

/** Turns the last line of the open paragraph into a table's head, which `row`, a row of dashes, underlines. */
export function startTable(tree: BlockTree, row: string): boolean {
  const { tip: block } = tree;
  const aligns = readDelimiters(row);
  const head = block.lines.at(-1);
  // There is none if they all were definitions.
  if (aligns.length > maxColumns || head === undefined || splitRow(head).length !== aligns.length)
    return false;
  tree.set(block, 'lines', block.lines.slice(0, -1));
  tree.close();
  const table = tree.add('table', tree.line - 1);
  table.level = aligns.length;
  addRow(tree, head, table);
  for (const [index, cell] of table.children[0]!.children.entries()) cell.align = aligns[index];
  return true;
}

export function addRow(tree: BlockTree, text: string, table = tree.tip): void {
  const cells = splitRow(text);
  const head = table.children[0]?.children;
  const least = table.children.length * table.level > maxFilled ? cells.length : table.level;
  tree.add('row');
  for (let index = 0; index < Math.min(least, table.level); index += 1) {
    const cell = tree.add('cell');
    cell.lines = [cells[index] ?? ''];
    cell.align = head?.[index]?.align;
    // A head cell.
    if (!head) cell.level = 1;
    tree.close();
  }
  tree.close();
}

/** The alignments a row of dashes tells. */
function readDelimiters(row: string): Alignment[] {
  return splitRow(row).map((cell) => {
    if (cell.endsWith(':')) return cell.startsWith(':') ? 'center' : 'right';
    return cell.startsWith(':') ? 'left' : undefined;
  });
}

/** The cells of a row, as far as a table may have any. A pipe behind a backslash divides nothing, not even in code. */
function splitRow(row: string): string[] {
  const cells: string[] = [];
  const text = row.trim();
  const start = text.startsWith('|') ? 1 : 0;
  let cell = start;
  for (let index = start; index <= text.length && cells.length <= maxColumns; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '|' || (index === text.length && cell < index)) {
      cells.push(text.slice(cell, index).trim().replaceAll('\\|', '|'));
      cell = index + 1;
    }
  }
  if (cell < text.length) cells.push(text.slice(cell).trim().replaceAll('\\|', '|'));
  return cells;
}
