import { parseArgs } from 'node:util';
import { type ContestantName, contestantNames } from './contestants/names.ts';

export const parts = ['streaming', 'shapes', 'opening', 'bytes'] as const;
export type Part = (typeof parts)[number];

/** What one run of the benchmark does. */
export interface BenchOptions {
  /** @default all */
  parts: readonly Part[];
  /** The floor is always among them. @default all */
  contestants: readonly ContestantName[];
  /** Each figure is the median of so many runs. @default 1 */
  runs: number;
  /** 2,000 tokens and the shapes at four times the pace, for the quick three. @default false */
  quick: boolean;
  /** Another file for the result. */
  json: string | undefined;
}

export const help = `npm run bench                          everything; about half an hour
npm run bench -- --quick               2,000 tokens and the giant shapes at four times the pace, for
                                       the floor, streaming-markdown and ours; under two minutes
npm run bench -- --only shapes         one part, or several with commas: ${parts.join(', ')}
npm run bench -- --contestants ours    some of: ${contestantNames.join(', ')}
npm run bench -- --runs 3              the median of so many runs
npm run bench -- --json FILE           writes the result there, too

The result is kept in test/bench/.results. CHROME_PATH chooses the browser.
`;

const quickContestants: readonly ContestantName[] = ['floor', 'streaming-markdown', 'ours'];

/** @throws {RangeError} on what cannot be run */
export function readOptions(args: string[]): BenchOptions | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  const quick = values.quick ?? false;
  const chosen = list(values.contestants, contestantNames, 'contestant');
  const some = chosen ?? (quick ? quickContestants : contestantNames);
  const runs = Number(values.runs ?? 1);
  if (!Number.isInteger(runs) || runs < 1)
    throw new RangeError('--runs takes a whole number from 1.');
  return {
    parts: list(values.only, parts, 'part') ?? (quick ? ['streaming', 'shapes'] : parts),
    contestants: contestantNames.filter((name) => name === 'floor' || some.includes(name)),
    runs,
    quick,
    json: values.json,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        quick: { type: 'boolean' },
        only: { type: 'string' },
        contestants: { type: 'string' },
        runs: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new RangeError((error as Error).message, { cause: error });
  }
}

function list<T extends string>(value: string | undefined, known: readonly T[], noun: string) {
  if (value === undefined) return undefined;
  return value.split(',').map((name) => {
    const found = known.find((one) => one === name);
    if (!found)
      throw new RangeError(`There is no ${noun} "${name}"; there are ${known.join(', ')}.`);
    return found;
  });
}
