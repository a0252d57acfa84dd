/** What a key asks of the list. `row` is where the focus is. */
export interface HistoryKeys {
  rename(id: string): void;
  remove(id: string): void;
  undo(): void;
}

/** One stop of the Tab key for the whole list; the arrows go from row to row, and to the row's menu. */
export function onHistoryKey(
  event: KeyboardEvent,
  target: HTMLElement,
  list: HTMLElement,
  keys: HistoryKeys,
): void {
  const row = target.closest<HTMLElement>('.row');
  if (!row || target.matches('input')) return;
  const id = row.dataset.id!;
  const opening = target.matches('.row-open');
  const forward = list.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
  const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
  if ((event.ctrlKey || event.metaKey) && event.key === 'z') keys.undo();
  else if (event.ctrlKey || event.metaKey || event.altKey) return;
  else if (event.key === 'F2') keys.rename(id);
  else if (event.key === 'Delete') keys.remove(id);
  else if (event.key === forward && opening) focusIn(row, '.row-more');
  else if (event.key === backward && !opening) focusIn(row, '.row-open');
  else if (!move(list, row, event.key)) return;
  event.preventDefault();
}

/** The row that takes the focus when this one is gone. */
export function neighborOf(list: ParentNode, id: string): string | undefined {
  const rows = [...list.querySelectorAll<HTMLElement>('.row')];
  const index = rows.findIndex((row) => row.dataset.id === id);
  return (rows[index + 1] ?? rows[index - 1])?.dataset.id;
}

function move(list: ParentNode, row: HTMLElement, key: string): boolean {
  const rows = [...list.querySelectorAll<HTMLElement>('.row')];
  const at = rows.indexOf(row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
  if (to === undefined) return false;
  if (rows[to]) focusIn(rows[to], '.row-open');
  return true;
}

function focusIn(row: HTMLElement, selector: string): void {
  row.querySelector<HTMLElement>(selector)?.focus();
}
