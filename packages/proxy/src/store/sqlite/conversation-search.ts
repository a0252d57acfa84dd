import type { ListInput, VisitorKey } from '../store.ts';
import type { Database } from './database.ts';
import type { ConversationRow, Position } from './rows.ts';
import { Turns } from './turns.ts';

/** Characters that are looked at before others have their turn: some milliseconds of work. */
const mostAtOnce = 100_000;
/** What a row costs beside its text. */
const rowCost = 100;
const pageSize = 50;

/** A visitor's conversations behind a position, in their order. */
export type ListRows = (input: {
  visitor: VisitorKey;
  limit: number;
  after: Position | undefined;
}) => ConversationRow[];

/** Finds by title and text, whatever the case and width of the letters. */
export class ConversationSearch {
  readonly #db: Database;
  readonly #list: ListRows;
  readonly #turns = new Turns();

  constructor(db: Database, list: ListRows) {
    this.#db = db;
    this.#list = list;
  }

  /** At most `limit` from behind `after`; none when `signal` aborts. */
  async find(
    {
      visitor,
      limit,
      query,
      signal,
    }: Required<Pick<ListInput, 'visitor' | 'limit' | 'query'>> & Pick<ListInput, 'signal'>,
    after: Position | undefined,
  ): Promise<ConversationRow[]> {
    const needle = fold(query);
    const found: ConversationRow[] = [];
    let last = after;
    let left = 0;
    for (;;) {
      const page = this.#list({ visitor, limit: pageSize, after: last });
      for (const row of page) {
        for (const text of this.#textsOf(row)) {
          if (left <= 0) {
            await this.#turns.next();
            if (signal?.aborted || !this.#db.isOpen) return [];
            left = mostAtOnce;
          }
          left -= text.length + rowCost;
          if (!fold(text).includes(needle)) continue;
          found.push(row);
          break;
        }
        if (found.length === limit) return this.#stillThere(found);
      }
      if (page.length < pageSize) return this.#stillThere(found);
      last = page.at(-1);
    }
  }

  /** A text at a time, so that as much may happen in between as wants to. */
  *#textsOf({ id, title }: ConversationRow): Generator<string> {
    yield title ?? '';
    const rows = this.#db.all<{ rowid: number }>(
      'SELECT rowid FROM messages WHERE conversation_id = ?',
      id,
    );
    for (const { rowid } of rows) {
      const row = this.#db.get<{ text: string }>(
        'SELECT text FROM messages WHERE rowid = ?',
        rowid,
      );
      if (row) yield row.text;
    }
  }

  /** Without what was deleted, or given to another name, since it was found. */
  #stillThere(rows: ConversationRow[]): ConversationRow[] {
    return rows.filter(({ id, visitor }) =>
      this.#db.get(
        'SELECT 1 FROM conversations WHERE id = ? AND visitor = ? AND deleted_at IS NULL',
        ...[id, visitor],
      ),
    );
  }
}

/** How search compares: case-folded NFKC. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
