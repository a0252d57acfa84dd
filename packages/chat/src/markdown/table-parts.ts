import type { Block } from './block.ts';
import { directionOf } from './direction.ts';

/** The element of a table, a row or a cell. */
export function createTablePart({ type, level, align, children }: Block): HTMLElement {
  if (type === 'row') return document.createElement('tr');
  if (type === 'cell') {
    const cell = document.createElement(level ? 'th' : 'td');
    cell.className = `align-${align ?? 'start'}`;
    if (level) cell.scope = 'col';
    return cell;
  }
  const element = document.createElement('div');
  element.className = 'table';
  // Focusable, so that the keyboard can scroll it; named by its head.
  element.tabIndex = 0;
  element.role = 'group';
  // Its columns run as its head reads, in a reply of whatever language.
  element.dir = directionOf(children[0]!.children.flatMap(({ lines }) => lines).join());
  const table = document.createElement('table');
  const head = table.createTHead();
  table.createTBody();
  element.ariaLabelledByElements = [head];
  element.append(table);
  return element;
}
