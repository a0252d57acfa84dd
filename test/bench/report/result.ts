import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ContestantName } from '../contestants/names.ts';
import type { Outcome } from '../measure/on-page.ts';
import type { BenchOptions, Part } from '../options.ts';
import { root } from '../setup/root.ts';

/** One contestant in one case; the figures are those of the part. */
export type Measurement = {
  part: Part;
  case: string;
  contestant: ContestantName;
} & Outcome<Record<string, number>>;

/** All that one run found, and where. */
export interface Result {
  date: string;
  machine: { cores: number; processor: string; platform: string };
  browser: string;
  versions: Record<string, string>;
  runs: number;
  quick: boolean;
  measurements: Measurement[];
}

const here = path.join(root, 'test', 'bench');

export function describeMachine(
  browser: string,
  { runs, quick }: BenchOptions,
): Omit<Result, 'measurements'> {
  const { dependencies } = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8'));
  return {
    date: new Date().toISOString(),
    machine: {
      cores: os.availableParallelism(),
      processor: os.cpus()[0]?.model.trim() ?? '',
      platform: `${os.platform()} ${os.arch()}`,
    },
    browser: `Chromium ${browser}`,
    versions: dependencies,
    runs,
    quick,
  };
}

/** Keeps the result among the others, and in `file` where one is given. */
export function writeResult(result: Result, file?: string): void {
  const folder = path.join(here, '.results');
  mkdirSync(folder, { recursive: true });
  const text = `${JSON.stringify(result, null, 2)}\n`;
  const name = `${result.date.replaceAll(/[:.]/g, '-')}.json`;
  writeFileSync(path.join(folder, name), text);
  if (file) writeFileSync(file, text);
  process.stdout.write(`Kept in ${path.relative(process.cwd(), path.join(folder, name))}\n`);
}
