import type { TokenDay } from '@nexevo/protocol';
import { newId } from '../../new-id.ts';
import type { HoldInput, HoldResult } from '../budget-store.ts';
import type { Database } from './database.ts';

const site = 'site';
const dayMs = 86_400_000;
/** How long days are kept: long enough that a clock set wrong for a while forgets nothing. */
const keptDays = 40;

interface HoldRow {
  visitor: string;
  day: string;
  month: string;
  tokens: number;
}

/** Token counters in SQLite: one row a visitor and day, one a month for the site, one for each hold. */
export class BudgetTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    this.#db.run(`CREATE TABLE IF NOT EXISTS token_counters (
      period TEXT NOT NULL, scope TEXT NOT NULL, tokens INTEGER NOT NULL, PRIMARY KEY (period, scope)
    ) STRICT, WITHOUT ROWID`);
    this.#db.run(`CREATE TABLE IF NOT EXISTS token_holds (
      id TEXT PRIMARY KEY, visitor TEXT NOT NULL, day TEXT NOT NULL, month TEXT NOT NULL, tokens INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
    this.#db.run('CREATE INDEX IF NOT EXISTS token_holds_by_day ON token_holds (day)');
  }

  hold({ visitor, now, least, wanted, limits }: HoldInput): HoldResult {
    return this.#db.transaction(() => {
      const day = dayOf(now);
      const month = day.slice(0, 7);
      this.#forgetBefore(dayOf(now - keptDays * dayMs));
      const visitorLeft = limits.visitorDay - this.#read(day, visitor);
      const siteLeft = limits.siteMonth - this.#read(month, site);
      if (siteLeft < least) return { kind: 'site_month' };
      if (visitorLeft < least) return { kind: 'visitor_day' };
      const tokens = Math.min(Math.max(least, wanted), visitorLeft, siteLeft);
      const id = newId('hold');
      this.#db.run(
        'INSERT INTO token_holds (id, visitor, day, month, tokens) VALUES (?, ?, ?, ?, ?)',
        ...[id, visitor, day, month, tokens],
      );
      this.#add({ visitor, day, month, tokens });
      return { kind: 'held', id, tokens };
    });
  }

  settle(id: string, used: number): void {
    this.#db.transaction(() => {
      const held = this.#db.get<HoldRow>('DELETE FROM token_holds WHERE id = ? RETURNING *', id);
      if (held) this.#add({ ...held, tokens: used - held.tokens });
    });
  }

  /** What one name has used counts for another from now on. */
  move(from: string, to: string): void {
    this.#db.run(
      `INSERT INTO token_counters (period, scope, tokens)
       SELECT period, ?2, tokens FROM token_counters WHERE scope = ?1
       ON CONFLICT DO UPDATE SET tokens = tokens + excluded.tokens`,
      ...[from, to],
    );
    this.#db.run('DELETE FROM token_counters WHERE scope = ?', from);
    this.#db.run('UPDATE token_holds SET visitor = ? WHERE visitor = ?', to, from);
  }

  /** Today's count stays: to be forgotten is no way to a fresh budget. */
  forget(visitor: string, now: number): void {
    const today = dayOf(now);
    this.#db.run('DELETE FROM token_counters WHERE scope = ? AND period < ?', visitor, today);
    // Settled later, one of these would bring its day's counter back.
    this.#db.run('DELETE FROM token_holds WHERE visitor = ? AND day < ?', visitor, today);
  }

  days(visitor: string): TokenDay[] {
    const days = this.#db.all<TokenDay>(
      'SELECT period AS date, tokens FROM token_counters WHERE scope = ? ORDER BY period',
      visitor,
    );
    return days.map(({ date, tokens }) => ({ date, tokens }));
  }

  #read(period: string, scope: string): number {
    const row = this.#db.get<{ tokens: number }>(
      'SELECT tokens FROM token_counters WHERE period = ? AND scope = ?',
      ...[period, scope],
    );
    return row?.tokens ?? 0;
  }

  #add({ visitor, day, month, tokens }: HoldRow): void {
    for (const [period, scope] of [
      [day, visitor],
      [month, site],
    ] as const) {
      this.#db.run(
        `INSERT INTO token_counters (period, scope, tokens) VALUES (?1, ?2, max(0, ?3))
         ON CONFLICT DO UPDATE SET tokens = max(0, tokens + ?3)`,
        ...[period, scope, tokens],
      );
    }
  }

  #forgetBefore(day: string): void {
    this.#db.run('DELETE FROM token_counters WHERE period < ?', day);
    this.#db.run('DELETE FROM token_holds WHERE day < ?', day);
  }
}

/** `2026-11-23`, in UTC. */
function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
