import type { Block } from './block.ts';

/** The element of a table, a row or a cell. */
export function createTablePart({ type, level, align }: Block): HTMLElement {
  if (type === 'row') return document.createElement('tr');
  if (type === 'cell') {
    const cell = document.createElement(level ? 'th' : 'td');
    cell.className = `align-${align ?? 'start'}`;
    if (level) cell.scope = 'col';
    return cell;
  }
  const element = document.createElement('div');
  element.className = 'table';
  element.tabIndex = 0;
  const table = document.createElement('table');
  table.append(document.createElement('thead'), document.createElement('tbody'));
  element.append(table);
  return element;
}
