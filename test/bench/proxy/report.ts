import { type ContestantName, contestantNames, titles } from './contestants.ts';
import type { Listing } from './measure/listing.ts';
import type { Crowd, ManyStreams } from './measure/many-streams.ts';
import { quantile } from './measure/quantile.ts';

export interface Figures {
  first: number[];
  many: ManyStreams[];
  stop: number[];
  death: { endings: string[]; times: number[] };
  json?: number[];
}

/** All that one run found; times in milliseconds, memory in megabytes. */
export interface ProxyResult {
  date: string;
  machine: { cores: number; processor: string };
  crowd: Crowd;
  figures: Partial<Record<ContestantName, Figures>>;
  listing?: Listing;
}

type Read = (figures: Figures) => number | undefined;

const rows: [title: string, read: Read, isRatio?: boolean][] = [
  ['first text p50, ms', ({ first }) => quantile(first, 0.5), true],
  ['first text p95, ms', ({ first }) => quantile(first, 0.95), true],
  ['CPU for the crowd, s', ({ many }) => middle(many, ({ cpuSeconds }) => cpuSeconds), true],
  ['memory at the most, MB', ({ many }) => middle(many, ({ peakMemory }) => peakMemory), true],
  ['Stop, or leaving, until the gateway stops p50, ms', ({ stop }) => quantile(stop, 0.5)],
  ['a dead gateway until the reader knows p50, ms', ({ death }) => quantile(death.times, 0.5)],
  ['one JSON answer p50, ms', ({ json }) => json && quantile(json, 0.5), true],
];

/** A Markdown table: the figures, and how they stand to the bare proxy. */
export function printTable({ crowd, figures, listing, machine, date }: ProxyResult): string {
  const head = `| | ${contestantNames.map((name) => titles[name]).join(' | ')} |`;
  const line = `| --- |${' --: |'.repeat(contestantNames.length)}`;
  const body = rows.map(([title, read, isRatio]) => {
    const bare = figures.bare && read(figures.bare);
    const cells = contestantNames.map((name) => {
      const value = figures[name] && read(figures[name]);
      return cell(value, isRatio && name !== 'bare' ? bare : undefined);
    });
    return `| ${title} | ${cells.join(' | ')} |`;
  });
  const told = contestantNames.map((name) => figures[name]?.death.endings.join(', ') ?? '');
  const end = `| what the reader of a dead gateway gets | ${told.join(' | ')} |`;
  const list = listing
    ? `One visitor’s list among ${listing.conversations.toLocaleString('en')} conversations: p50 ${show(quantile(listing.times, 0.5))} ms, p95 ${show(quantile(listing.times, 0.95))} ms.\n`
    : '';
  const { streams, chunks, pace } = crowd;
  const about = `${date.slice(0, 10)}, ${machine.cores} cores; the crowd: ${streams} streams of ${chunks} chunks, ${pace} a second each.`;
  return `${about}\n\n${[head, line, ...body, end].join('\n')}\n\n${list}`;
}

function middle(many: ManyStreams[], read: (one: ManyStreams) => number): number {
  return quantile(many.map(read), 0.5);
}

function cell(value: number | undefined, bare: number | undefined): string {
  if (value === undefined || value === 0) return '–';
  if (value === Number.POSITIVE_INFINITY) return 'never';
  return bare ? `${show(value)} (${(value / bare).toFixed(2)}×)` : show(value);
}

function show(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
