import { contestants } from '../contestants/names.ts';
import type { Part } from '../options.ts';
import type { Measurement, Result } from './result.ts';

type Cell = (measurement: Measurement | undefined) => string;

/** The result as Markdown: a table for each part that was run. */
export function printTables(result: Result): string {
  const { machine, browser, date, runs } = result;
  const where = `${date.slice(0, 10)}, ${machine.cores} cores, ${browser}, ${runs === 1 ? 'one run' : `median of ${runs} runs`}`;
  const tables = [
    new Table(result, 'streaming', 'Main-thread seconds to stream an answer (against the floor)')
      .each(time('seconds'))
      .growth()
      .last('frames over 50 ms', figure('longFrames', 0))
      .last('longest frame, ms', figure('longestFrame', 0))
      .last('layouts', figure('layouts', 0))
      .last('heap, MB', figure('heapMegabytes', 1))
      .last('nodes', figure('nodes', 0)),
    new Table(result, 'shapes', 'One block of 32,000 characters')
      .each(time('seconds'))
      .worst('longest frame, ms', 'longestFrame'),
    new Table(result, 'opening', 'Opening a conversation').each(time('openSeconds')),
    new Table(result, 'opening', 'Then scrolling to its top').each(time('climbSeconds')),
    new Table(result, 'opening', 'Longest task of both, ms, and DOM nodes').each((found) =>
      found?.status === 'finished'
        ? `${Math.max(found.figures.openLongestTask!, found.figures.climbLongestTask!).toFixed(0)} ms, ${found.figures.nodes!.toLocaleString('en')}`
        : (found?.status ?? ''),
    ),
    new Table(result, 'bytes', 'First load of the whole widget')
      .last('KB gzip until ready', figure('kilobytesUntilReady', 1))
      .last('with a first reply', figure('kilobytesWithReply', 1))
      .last('ready after, ms', figure('readyMilliseconds', 0))
      .last('main thread, s', figure('seconds', 2)),
  ];
  return `${where}\n\n${tables.map((table) => table.print()).join('')}`;

  function time(name: string): Cell {
    return (found) => {
      if (found?.status !== 'finished') return found?.status ?? '';
      const floor = result.measurements.find(
        (one) => one.part === found.part && one.case === found.case && one.contestant === 'floor',
      );
      const seconds = found.figures[name]!;
      if (found.contestant === 'floor' || floor?.status !== 'finished') return seconds.toFixed(2);
      return `${seconds.toFixed(2)} (${(seconds / floor.figures[name]!).toFixed(2)}×)`;
    };
  }
}

function figure(name: string, digits: number): Cell {
  return (found) =>
    found?.status === 'finished' ? format(found.figures[name]!, digits) : (found?.status ?? '');
}

function format(value: number, digits: number): string {
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** One row a contestant, columns as they are asked for. */
class Table {
  readonly #title: string;
  readonly #found: readonly Measurement[];
  readonly #cases: readonly string[];
  readonly #heads: string[] = [];
  readonly #columns: ((row: readonly Measurement[]) => string)[] = [];

  constructor(result: Result, part: Part, title: string) {
    this.#title = title;
    this.#found = result.measurements.filter((one) => one.part === part);
    this.#cases = [...new Set(this.#found.map((one) => one.case))];
  }

  /** A column for every case. */
  each(cell: Cell): this {
    for (const name of this.#cases) {
      this.#add(name, (row) => cell(row.find((one) => one.case === name)));
    }
    return this;
  }

  /** How much more each case takes than the one before. */
  growth(): this {
    if (this.#cases.length < 2) return this;
    return this.#add('growth', (row) => {
      const seconds = row.map((one) => (one.status === 'finished' ? one.figures.seconds! : NaN));
      const steps = seconds.slice(1).map((value, index) => value / seconds[index]!);
      return steps.map((step) => (Number.isNaN(step) ? '–' : `${step.toFixed(1)}×`)).join(', ');
    });
  }

  /** A column about the last, largest case that finished. */
  last(head: string, cell: Cell): this {
    const { length } = this.#cases;
    const name = length > 1 ? `${head} (${this.#cases[length - 1]})` : head;
    return this.#add(name, (row) => cell(row.at(-1)));
  }

  /** A column with the largest value of any case. */
  worst(head: string, name: string): this {
    return this.#add(head, (row) => {
      const values = row.map((one) => (one.status === 'finished' ? one.figures[name]! : NaN));
      return values.some(Number.isNaN) ? '–' : Math.max(...values).toFixed(0);
    });
  }

  print(): string {
    if (this.#found.length === 0) return '';
    const names = [...new Set(this.#found.map((one) => one.contestant))];
    const rows = names.map((name) => {
      const row = this.#found.filter((one) => one.contestant === name);
      return [contestants[name].title, ...this.#columns.map((column) => column(row))];
    });
    const lines = [['', ...this.#heads], ['---', ...this.#heads.map(() => '--:')], ...rows];
    const text = lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
    return `**${this.#title}**\n\n${text}\n\n`;
  }

  #add(head: string, column: (row: readonly Measurement[]) => string): this {
    this.#heads.push(head);
    this.#columns.push(column);
    return this;
  }
}
