import { type Labels, line, type Metric } from './metric.ts';

/** How often a duration in seconds fell below each bound, apart for each combination of labels. */
export class Histogram implements Metric {
  readonly type = 'histogram';
  readonly name: string;
  readonly help: string;
  readonly #bounds: readonly number[];
  readonly #series = new Map<string, { labels: Labels; counts: number[]; sum: number }>();

  constructor(name: string, help: string, bounds: readonly number[]) {
    this.name = name;
    this.help = help;
    this.#bounds = bounds;
  }

  observe(seconds: number, labels: Labels = {}): void {
    const key = JSON.stringify(labels);
    let series = this.#series.get(key);
    if (!series) {
      series = { labels, counts: Array(this.#bounds.length + 1).fill(0), sum: 0 };
      this.#series.set(key, series);
    }
    const index = this.#bounds.findIndex((bound) => seconds <= bound);
    series.counts[index < 0 ? this.#bounds.length : index]! += 1;
    series.sum += seconds;
  }

  lines(): string[] {
    return [...this.#series.values()].flatMap(({ labels, counts, sum }) => {
      let below = 0;
      const buckets = counts.map((count, index) => {
        below += count;
        const le = index < this.#bounds.length ? String(this.#bounds[index]) : '+Inf';
        return line(`${this.name}_bucket`, { ...labels, le }, below);
      });
      return [
        ...buckets,
        line(`${this.name}_sum`, labels, sum),
        line(`${this.name}_count`, labels, below),
      ];
    });
  }
}
