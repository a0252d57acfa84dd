import type { Outcome } from './on-page.ts';

/** Runs `measure` so often and takes the median of each figure; the first run that does not finish decides. */
export async function medianOf<Figures extends object>(
  runs: number,
  measure: () => Promise<Outcome<Figures>>,
): Promise<Outcome<Figures>> {
  const all: Figures[] = [];
  for (let run = 0; run < runs; run++) {
    const outcome = await measure();
    if (outcome.status !== 'finished') return outcome;
    all.push(outcome.figures);
  }
  const names = Object.keys(all[0]!) as (keyof Figures)[];
  const figures = names.map((name) => [name, median(all.map((one) => Number(one[name])))]);
  return { status: 'finished', figures: Object.fromEntries(figures) };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
